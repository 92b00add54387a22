import Diagnostics
import Testing
import YAMLTree

/// The span of a value is exactly the text that a person would underline.
struct SpanTests {
  @Test(arguments: [
    ("v: plain", "plain"),
    ("v:   plain   # comment", "plain"),
    ("v: two words\n  and more\n\nw: 1", "two words\n  and more"),
    ("v: \"double \\\" quoted\"", "\"double \\\" quoted\""),
    ("v: 'it''s'\nw: 1", "'it''s'"),
    ("v: &a plain", "plain"),
    ("v: !tag plain", "plain"),
    ("v: &a !tag  plain", "plain"),
    ("v: !<tag:x,2000:y> &a 'q'", "'q'"),
    ("v: !tag # comment\n  'q'", "'q'"),
    ("v: [&a:b]\nw: 1", "[&a:b]"),
    ("v: !t\n\u{FEFF} x\nw: 1", "x"),
    ("v: &a\n  - x\n  - y\nw: 1", "- x\n  - y"),
    ("v: &a\n  k: x\n  l: y\nw: 1", "k: x\n  l: y"),
    ("v:\n  &a k: x\n  l: y\nw: 1", "k: x\n  l: y"),
    ("v: &m\n  &a k: x\n  l: y\nw: 1", "k: x\n  l: y"),
    ("v: |\n  text\n  more\n\n\n# comment\nw: 1", "|\n  text\n  more"),
    ("v: >-  # comment\n  text\nw: 1", ">-  # comment\n  text"),
    ("v: |+\n  text\n\n\nw: 1", "|+\n  text"),
    ("v: |\nw: 1", "|"),
    ("v:\nw: 1", ""),
    ("v: # nothing\nw: 1", ""),
    ("v: !!null\nw: 1", ""),
    ("v:\n- x\n- y\n\n# comment\nw: 1", "- x\n- y"),
    ("v:\n  - k: 1\n    l:\n\n\nw: 1", "- k: 1\n    l:"),
    ("v:\n  -\n  -   \n\nw: 1", "-\n  -"),
    ("v: [a, {b: c} , d ]  \nw: 1", "[a, {b: c} , d ]"),
    ("v: {a: 1,\n   b: 2 }\nw: 1", "{a: 1,\n   b: 2 }"),
    ("v: plain\r\nw: 1\r\n", "plain"),
    ("v: |\r\n  text\r\nw: 1\r\n", "|\r\n  text"),
    ("é: ü\nv: größe # ß\nw: 1", "größe"),
    ("\u{FEFF}v: plain", "plain"),
    ("\u{FEFF}ä: 1\nv: plain", "plain"),
    ("# 日本語\n日: 1\nv: [日本, 語]", "[日本, 語]"),
    ("👋: 1\nv: 👋🏽", "👋🏽"),
    ("x: a\u{85}v: b\u{2028}w: c", "b"),
  ])
  func value(text: String, expected: String) throws {
    #expect(try root(text)["v"]?.slice == expected)
  }

  @Test func emptyValuesStandAfterTheColonOrTheKey() throws {
    let node = try root("{a, b: , c : , d}")
    #expect(node.entries.map { Int($0.value.span.start) } == [2, 6, 12, 16])
    let explicit = try root("? a\n? b\n: 1")
    #expect(explicit["a"]?.span.start == 3)
  }

  @Test func singlePairsInSequences() throws {
    let node = try root("[a: b, ? c, d: {e: f}]")
    #expect(node.items.map(\.slice) == ["a: b", "? c", "d: {e: f}"])
  }

  @Test func aValueRightBehindItsAnchor() throws {
    #expect(try root("[&a:b]").items.map(\.slice) == [":b"])
  }

  @Test func entriesReachFromKeyToValue() throws {
    let node = try root("base: &b {x: 1}\n\"k\" : *b\nl: [1]")
    #expect(node.entries.map { node.slice($0.span) } == ["base: &b {x: 1}", "\"k\" : *b", "l: [1]"])
  }

  @Test func theWholeDocument() throws {
    let stream = read("# head\na: 1\n---\nb: 2\n...\n# tail\n---\n# nothing\n--- c\n")
    #expect(stream.documents.map(\.root.slice) == ["a: 1", "b: 2", "c"])
    #expect(
      stream.documents.map { stream.file.text(of: $0.span) }.joined()
        == "# head\na: 1\n---\nb: 2\n...\n# tail\n---\n# nothing\n--- c\n")
  }

  @Test func longFilesWithWideCharacters() throws {
    // Beyond the first checkpoints, with blocks that are ASCII only and blocks that are not.
    let text = (0..<300).map { "key\($0): \($0 % 7 == 0 ? "wört" : "word")\($0)\n" }.joined()
    let node = try root(text)
    for (index, entry) in node.entries.enumerated() {
      #expect(entry.key.slice == "key\(index)")
      #expect(entry.value.slice == entry.value.text)
    }
  }
}
