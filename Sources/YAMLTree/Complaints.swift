internal import Diagnostics

/// The messages of one file, up to a number that somebody might still read.
struct Complaints {
  private var list: [Diagnostic] = []
  private var leftOut = 0
  static let limit = 100

  /// Whether one more message is wanted; counts those that are not, which then need not be made.
  mutating func hasRoom() -> Bool {
    if list.count < Self.limit { return true }
    leftOut += 1
    return false
  }

  /// Adds a message. Those that do not end the reading ask `hasRoom()` first.
  mutating func add(_ diagnostic: Diagnostic) { list.append(diagnostic) }

  /// All messages by place, and a last word on those left out.
  func inFileOrder() -> [Diagnostic] {
    var sorted = list.enumerated().sorted { a, b in
      let first = a.element.primary?.span.start ?? 0
      let second = b.element.primary?.span.start ?? 0
      return (first, a.offset) < (second, b.offset)
    }.map(\.element)
    if leftOut > 0, !sorted.isEmpty {
      sorted[sorted.count - 1].notes.append("\(leftOut) more such errors in this file are not shown")
    }
    return sorted
  }
}
