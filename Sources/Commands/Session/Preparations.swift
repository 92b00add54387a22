internal import Dispatch
internal import Synchronization

/// Works out answers while somebody reads or types, one after the other; what is no longer the latest is not begun.
final class Preparations: Sendable {
  private let queue = DispatchQueue(label: "topolint.preparations", qos: .utility)
  private let latest = Atomic<Int>(0)

  /// Begins the pieces of work as soon as what runs has ended, one after the other, until other work comes.
  func begin(_ pieces: [@Sendable () -> Void]) {
    let number = latest.add(1, ordering: .relaxed).newValue
    queue.async {
      for piece in pieces where self.latest.load(ordering: .relaxed) == number { piece() }
    }
  }
}
