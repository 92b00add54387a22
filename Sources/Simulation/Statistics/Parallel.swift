internal import Dispatch
internal import Synchronization

/// Independent pieces of work on all cores, with the results in their order.
enum Parallel {
  static func map<Result: Sendable>(count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = work(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
