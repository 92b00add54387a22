internal import Dispatch
internal import Synchronization

/// Independent pieces of work on the cores there are.
public enum Parallel {
  /// The results of `body` for 0 ..< `count`, in order: the same as one after the other, only sooner.
  public static func map<T: Sendable>(_ count: Int, _ body: @Sendable (Int) -> T) -> [T] {
    let results = Mutex([T?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = body(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
