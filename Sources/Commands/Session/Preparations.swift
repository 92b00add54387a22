internal import Dispatch
internal import Synchronization

/// Works out answers while somebody reads or types, one after the other; what is no longer the latest is not begun.
final class Preparations: Sendable {
  private let queue = DispatchQueue(label: "topolint.preparations", qos: .utility)
  private let latest = Atomic<Int>(0)

  /// Begins the work as soon as what runs has ended, unless other work comes meanwhile.
  func begin(_ work: @escaping @Sendable () -> Void) {
    let number = latest.add(1, ordering: .relaxed).newValue
    queue.async {
      if self.latest.load(ordering: .relaxed) == number { work() }
    }
  }
}
