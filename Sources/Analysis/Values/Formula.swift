/// How a figure was computed. Each area of the analyses declares its own, beside the code.
public struct Formula: Hashable, Sendable {
  /// The formula in words and symbols.
  public let words: String
  /// Where it comes from.
  public let source: String

  init(_ words: String, source: String) {
    self.words = words
    self.source = source
  }

  /// The figure is a fact.
  public static let stated = Formula("as stated", source: "the language")
  /// There is nothing to compute: the component has no servers of its own.
  public static let notApplicable = Formula("no servers of its own", source: "the language")
}
