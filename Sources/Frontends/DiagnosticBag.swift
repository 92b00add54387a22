public import Diagnostics

/// Collects messages up to a limit, so that a file that is wrong everywhere still gives a report people can read.
public struct DiagnosticBag: Sendable {
  public private(set) var diagnostics: [Diagnostic] = []
  /// Messages beyond the limit.
  public private(set) var dropped = 0
  public private(set) var hasErrors = false
  private let limit: Int

  /// Whether further messages are only counted: then nobody reads what is costly to find out for them.
  public var isFull: Bool { diagnostics.count >= limit }

  public init(limit: Int = 200) { self.limit = limit }

  public mutating func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error { hasErrors = true }
    if diagnostics.count < limit { diagnostics.append(diagnostic) } else { dropped += 1 }
  }

  public mutating func add(contentsOf more: some Sequence<Diagnostic>) {
    for diagnostic in more { add(diagnostic) }
  }

  /// The messages by place, those without a place first.
  public func sorted() -> [Diagnostic] {
    // Messages of one place stay in the order they were found in.
    func key(_ item: EnumeratedSequence<[Diagnostic]>.Element) -> (Int, UInt32, Int) {
      guard let span = item.element.primary?.span else { return (-1, 0, item.offset) }
      return (Int(span.file.rawValue), span.start, item.offset)
    }
    return diagnostics.enumerated().sorted { key($0) < key($1) }.map(\.element)
  }
}
