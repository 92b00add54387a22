import Testing

@testable import Expressions

@Suite("regular expressions")
struct RegexTests {
  @Test(
    "matches",
    arguments: [
      ("a+b", "xaab", true), ("^a+b$", "xaab", false), ("^(a|b)*c?$", "abab", true), ("a{2,3}", "aba", false),
      ("^a{2,3}$", "aaaa", false), ("[^a-c]", "abc", false), ("[[:digit:]]+", "x7", true),
      ("\\bcat\\b", "a cat.", true),
      ("(?i)HELLO", "say hello", true), ("(?i:A)b", "aB", false), ("\\d{3}-\\d{4}", "555-1234", true), ("", "", true),
      ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("(?m)^b$", "a\nb\nc", true), ("\\Qa.b\\E", "axb", false),
      ("\\p{Lu}", "é", false), ("\\pL", "é", true), ("[\\w-]+@", "a-b@", true), ("(?P<x>a)", "a", true),
      ("x*", "", true), ("a{,2}", "a{,2}", true), ("[]a]", "]", true), ("\\x41\\x{1F600}", "A😀", true),
      ("^\\S+\\s\\S+$", "a b", true), ("^$", "x", false), ("(a|ab)(c|bcd)$", "abcd", true), ("\\z", "", true),
    ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try RegularExpression(pattern).matches(text) == expected)
  }

  @Test(
    "refused",
    arguments: ["(", ")", "[", "a**", "*", "\\1", "(?=a)", "[b-a]", "a{1001}", "\\y", "[[:x:]]", "\\p{Greek}"])
  func refused(_ pattern: String) {
    #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
  }

  @Test("no pattern makes it slow")
  func linear() throws {
    let pattern = String(repeating: "a?", count: 60) + String(repeating: "a", count: 60)
    #expect(try RegularExpression(pattern).matches(String(repeating: "a", count: 60)))
    #expect(try !RegularExpression("(a*)*b").matches(String(repeating: "a", count: 3000)))
    #expect(throws: RegularExpressionError.self) { try RegularExpression("((a{100}){100}){100}") }
  }
}
