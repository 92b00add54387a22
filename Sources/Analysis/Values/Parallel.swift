internal import Dispatch
internal import Synchronization

/// Independent pieces of work on the cores there are.
public enum Parallel {
  /// The results of `body` for 0 ..< `count`, in order: the same as one after the other, only sooner.
  public static func map<T: Sendable>(_ count: Int, _ body: @Sendable (Int) -> T) -> [T] {
    map(count, workers: mostWorkers, state: {}, { _, index in body(index) })
  }

  /// More than the cores of any machine; of these as many run at once as there are cores.
  public static let mostWorkers = 256

  /// The same where each worker has something of its own that it takes from piece to piece.
  public static func map<T: Sendable, State>(
    _ count: Int, workers: Int, state: @Sendable () -> State, _ body: @Sendable (inout State, Int) -> T
  ) -> [T] {
    let next = Atomic(0)
    let results = Mutex([T?](repeating: nil, count: count))
    // Pieces differ in size, so that a worker takes the next one when it is done with the last.
    @Sendable func work() {
      var index = next.add(1, ordering: .relaxed).oldValue
      if index >= count { return }
      var own = state()
      while index < count {
        let result = body(&own, index)
        results.withLock { $0[index] = result }
        index = next.add(1, ordering: .relaxed).oldValue
      }
    }
    if workers == 1 { work() } else { DispatchQueue.concurrentPerform(iterations: min(workers, count)) { _ in work() } }
    return results.withLock { $0.compactMap { $0 } }
  }
}
