/// A small change of an expression that its tests should notice.
public struct Mutation: Hashable, Sendable {
  /// What is replaced: UTF-8 offsets in the text.
  public var range: Range<Int>
  public var replacement: String
  /// What is done, `replace == by !=`.
  public var description: String

  public init(range: Range<Int>, replacement: String, description: String) {
    self.range = range
    self.replacement = replacement
    self.description = description
  }

  /// The same change where the text is a part of a longer one.
  public func moved(by offset: Int) -> Mutation {
    Mutation(
      range: (range.lowerBound + offset)..<(range.upperBound + offset), replacement: replacement,
      description: description)
  }

  /// The text with the change.
  public func applied(to text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: replacement.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Thresholds beside one that is written as a number with or without a unit: a plain whole number moves by one, any
  /// other by a tenth. Nothing for what begins with no number.
  public static func shifted(_ threshold: String) -> [String] {
    let digits = threshold.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    let unit = threshold.dropFirst(digits.count)
    if unit.isEmpty, let whole = Int(digits), abs(whole) < 1 << 53 { return ["\(whole - 1)", "\(whole + 1)"] }
    // Multiplied first, as a tenth has no exact binary value.
    return Double(digits).map { number in [9.0, 11].map { "\(Self.text(number * $0 / 10))\(unit)" } } ?? []
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}

extension CheckedExpression {
  /// Flipped operators, dropped sides of `&&` and `||`, swapped quantifiers, dropped negations and filters, shifted
  /// numbers and other words of enumerations, in order of position and each once.
  ///
  /// Not every one still passes the checker. O(n) in the size of the tree, but for the copies of the text.
  public func mutations() -> [Mutation] { mutations(swapsOnly: false) }

  /// The exchanges of the branches of `?`.
  public func branchSwaps() -> [Mutation] { mutations(swapsOnly: true) }

  private func mutations(swapsOnly: Bool) -> [Mutation] {
    var finder = MutationFinder(text: text, swapsOnly: swapsOnly)
    finder.visit(syntax)
    if !swapsOnly { finder.visitWords(root, environment) }
    let sorted = finder.mutations.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.replacement) < (
        $1.range.lowerBound, $1.range.upperBound, $1.replacement
      )
    }
    var results: Set<String> = [text]
    return sorted.filter { results.insert($0.applied(to: text)).inserted }
  }
}
