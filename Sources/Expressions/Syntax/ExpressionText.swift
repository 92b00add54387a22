/// What can be said of a text without knowing what its names mean.
public enum ExpressionText {
  /// Whether the text is an expression of rules as far as grammar goes. O(n).
  public static func isWellFormed(_ text: String) -> Bool { (try? Parser.parse(text, isRuleMode: true)) != nil }

  /// Whether an expression can use `text` as the name of a variable: a letter, then letters, digits and `_`, and no word
  /// of the language. O(n).
  public static func isName(_ text: String) -> Bool {
    guard let tree = try? Parser.parse(text, isRuleMode: true), case .identifier(let name, false) = tree.kind else {
      return false
    }
    return name == text
  }
}
