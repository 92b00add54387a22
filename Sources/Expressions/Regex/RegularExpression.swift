/// Why a pattern is none.
struct RegularExpressionError: Error {
  var message: String
}

/// A regular expression in RE2's syntax, matched in time linear in the text: no pattern can make it hang.
///
/// A Thompson automaton over code points (Cox, "Regular Expression Matching Can Be Simple And Fast", 2007). It only
/// tells whether the text holds a match, so that greediness and groups do not matter.
struct RegularExpression: Sendable {
  /// Larger automata are refused; `((a{100}){100}){100}` would be one.
  static let maximumStates = 20_000

  private let automaton: RegexAutomaton

  /// Compiles a pattern.
  init(_ pattern: String) throws(RegularExpressionError) {
    var parser = RegexParser(pattern)
    let tree = try parser.parse()
    var builder = RegexAutomaton.Builder()
    automaton = try builder.build(tree)
  }

  /// Whether some part of `text` matches. O(length of text × size of pattern).
  func matches(_ text: String) -> Bool { automaton.matches(Array(text.unicodeScalars)) }
}
