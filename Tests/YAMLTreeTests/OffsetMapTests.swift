import Pseudorandom
import Diagnostics
import Testing
import YAMLTree

/// A part of a decoded text is found in the file, whatever the notation.
struct OffsetMapTests {
  /// `part` is looked up in the decoded text; `expected` is what must stand in the file there.
  @Test(arguments: [
    ("v: size > 3", "> 3", "> 3"),
    ("v: 'size > 3'", "> 3", "> 3"),
    ("v: 'it''s > 3'", "> 3", "> 3"),
    ("v: 'it''s > 3'", "'", "''"),
    ("v: \"a\\n\\\"b\\\" == x\"", "x", "x"),
    ("v: \"a\\n\\\"b\\\" == x\"", "\"b\"", "\\\"b\\\""),
    ("v: \"caf\\u00e9 x\"", "é", "\\u00e9"),
    ("v: \"\\x41\\U0001F600 x\"", "😀 x", "\\U0001F600 x"),
    ("v: \"a \\\n   b  c\"", "b", "b"),
    ("v: \"a \\\n\n   b  c\"", "b", "b"),
    ("v: \"a\n   b\n\n   c\"", "c", "c"),
    ("v: \"a\n   b\n\n   c\"", "b\nc", "b\n\n   c"),
    ("v: a &&\n   b ||\n\n   c", "b ||", "b ||"),
    ("v: a &&  \n   b ||\n\n   c", "a &&", "a &&"),
    ("v: a &&\r\n   b", "b", "b"),
    ("v: ä &&\n   ö ||\n   ü", "ö", "ö"),
    ("v: |\n  one\n  two\n", "two", "two"),
    ("v: |\n\n  one\n\n    two\n\n", "  two", "  two"),
    ("v: |2\n    one\n  two\n", "  one", "  one"),
    ("v: |-  # c\n  one\n   \n  two\n", "two", "two"),
    ("v: |+\n  one\n\n\nw: 1", "one", "one"),
    ("v: |\r\n  one\r\n  two\r\n", "two", "two"),
    ("v: >\n  one\n  two\n\n  three\n", "two", "two"),
    ("v: >\n  one\n  two\n\n  three\n", "three", "three"),
    ("v: >\n  one\n    two\n    three\n  four\n  five\n", "five", "five"),
    ("v: >-\n\n\n  one\n\n\n  two\n", "two", "two"),
    ("v: >\n  one\n\n    two\n\n  three\n", "three", "three"),
    ("v: >+\n  one\n  two\n\nw: 1", "two", "two"),
    ("v: |\n  one\n  two\n    \nw: 1", "two", "two"),
    ("v: |+\n  one\n\n\nw: 1", "one\n\n", "one"),
    ("- v: >\n      all(x,\n        y > 1)\n      && z\n", "y > 1", "y > 1"),
    ("- v: >\n      all(x,\n        y > 1)\n      && z\n", "&& z", "&& z"),
  ])
  func part(text: String, part: String, expected: String) throws {
    let stream = read(text)
    let root = try #require(stream.documents.first?.root)
    let node = try #require(root["v"] ?? root.items.first?["v"])
    let range = try #require(offsets(of: part, in: node.text))
    #expect(node.slice(node.sourceSpan(ofTextRange: range)) == expected)
  }

  private func offsets(of part: String, in text: String) -> Range<Int>? {
    let whole = Array(text.utf8)
    let wanted = Array(part.utf8)
    let start = whole.indices.first { whole[$0...].starts(with: wanted) }
    return start.map { $0..<$0 + wanted.count }
  }

  @Test func rangesOutsideTheTextGiveTheWhole() throws {
    let node = try root("abc")
    #expect(node.slice(node.sourceSpan(ofTextRange: 1..<9)) == "abc")
    #expect(node.sourceSpan(ofTextRange: 3..<3).start == 3)
  }

  @Test func everyLetterIsFoundInRandomNotations() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<3000 {
      let text = random.scalarNotation()
      let stream = read("k:\n - v: \(text)\n   w: 1\n")
      guard !stream.hasErrors, let node = stream.documents.first?.root["k"]?.items.first?["v"] else { continue }
      let bytes = Array(node.text.utf8)
      for (offset, byte) in bytes.enumerated() where byte >= 0x61 && byte <= 0x7A {
        let slice = node.slice(node.sourceSpan(ofTextRange: offset..<offset + 1))
        #expect(slice?.utf8.first == byte, "\(text.debugDescription) at \(offset)")
      }
    }
  }
}

extension SeededRandom {
  /// A scalar in any style, with breaks and blanks where they do something.
  fileprivate mutating func scalarNotation() -> String {
    let pieces = [
      "a", "b", "c d", "\n    ", "\n\n    ", "\n      ", "  ", "é", "''", "\\n", "\\x41", "\\\n    ", "\n     \n    ",
    ]
    var body = "x"
    for _ in 0..<below(8) { body += pieces[below(pieces.count)] }
    body += "y"
    switch below(5) {
    case 0: return body
    case 1: return "'\(body)'"
    case 2: return "\"\(body)\""
    case 3: return "|\n    \(body)"
    default: return ">\n    \(body)"
    }
  }
}
