/// One thing wrong with an expression's text.
public struct ExpressionError: Error, Hashable, Sendable {
  /// UTF-8 offsets in the text that was given.
  public var range: Range<Int>
  /// Says what is wrong: lower case, without a final stop.
  public var message: String
  /// Says what to write instead, if that is known.
  public var help: String?

  /// Creates an error at `range`.
  public init(_ range: Range<Int>, _ message: String, help: String? = nil) {
    self.range = range
    self.message = message
    self.help = help
  }
}

/// Everything wrong with one text, in order of position; never empty.
public struct ExpressionErrors: Error, Hashable, Sendable {
  public let errors: [ExpressionError]

  init(_ errors: [ExpressionError]) {
    self.errors = errors.enumerated()
      .sorted { ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset) }
      .map(\.element)
  }
}
