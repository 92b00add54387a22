import Diagnostics
import Testing
import YAMLTree

/// Messages for what is not YAML: in our words, at the place where something has to be changed.
struct SyntaxErrorTests {
  @Test(arguments: [
    ("a:\n\tb: 1\n", "2:1 tab-in-indentation: a tab is used for indentation «\t»"),
    ("a: [1, 2\nb: 3\n", "1:4 unclosed-bracket: `[` is not closed «[»"),
    ("a: [1, {x: 2", "1:8 unclosed-bracket: `{` is not closed «{»"),
    ("a: ['1' \"2\"]\n", "1:9 unclosed-bracket: `,` or `]` is expected here «\"2\"]»"),
    ("a: [1, 2}\n", "1:9 unclosed-bracket: `[` is not closed, but `}` follows «}»"),
    ("a: {b: 1]\n", "1:9 unclosed-bracket: `{` is not closed, but `]` follows «]»"),
    ("a: [,]\n", "1:5 yaml-syntax: a value is expected before `,` «,»"),
    ("a: ]\n", "1:4 yaml-syntax: a value is expected here «]»"),
    ("a: \"abc\nb: 2\n", "1:4 unclosed-quote: text in quotes is not closed before the end of the file «\"»"),
    ("a: 'x\n---\ny'\n", "1:4 unclosed-quote: text in quotes is not closed before the end of the document «'»"),
    ("a: 'it's'\n", "1:8 yaml-syntax: text follows a value that is complete «s'»"),
    ("key : value : x\n", "1:13 yaml-syntax: a `key: value` pair cannot begin here «:»"),
    ("a:\n  b: 1\n c: 2\n", "3:2 bad-indentation: the indentation of this line fits no line above it «c: 2»"),
    ("  a: 1\nb: 2\n", "2:1 bad-indentation: the document has ended, but text follows «b: 2»"),
    ("a: 1\n- b\n", "2:1 bad-indentation: a list item stands among the keys of a mapping «- b»"),
    ("- a\nb: c\n", "2:1 bad-indentation: `-` is expected here «b: c»"),
    ("a: - b\n", "1:4 bad-indentation: a list cannot begin here «-»"),
    ("a: 1\nfoo\nbar: 2\n", "2:1 yaml-syntax: `:` is missing after this key «foo»"),
    ("a: @x\n", "1:4 yaml-syntax: plain text cannot begin with `@` «@»"),
    ("a: %x\n", "1:4 yaml-syntax: plain text cannot begin with `%` «%»"),
    ("a: \"\\q\"\n", "1:5 yaml-syntax: `\\q` is not a known escape «\\q»"),
    ("é: \"é\\ud800\"\n", "1:6 yaml-syntax: `\\u` is not a known escape «\\u»"),
    ("a: !e!x 1\n", "1:4 yaml-syntax: the handle of this tag is not defined «!e!x»"),
    ("a: & x\n", "1:4 yaml-syntax: this is no valid anchor «&»"),
    ("a: * x\n", "1:4 yaml-syntax: this is no valid alias «*»"),
    ("a: !<x 1\n", "1:4 yaml-syntax: this is no valid tag «!<x»"),
    ("a: | text\n", "1:4 yaml-syntax: a block of text must begin on the next line «| text»"),
    ("%FOO x\n---\na: 1\n", "1:1 yaml-syntax: this line is no valid directive «%FOO x»"),
    ("%YAML 3.0\n---\na: 1\n", "1:1 yaml-syntax: this version of YAML is not known «%YAML 3.0»"),
    ("ü: \u{1}\n", "1:4 control-character: U+0001 is a character that YAML does not allow «\u{1}»"),
    ("a: b\0c\n", "1:5 control-character: U+0000 is a character that YAML does not allow «\0»"),
  ])
  func message(text: String, expected: String) {
    let stream = read(text)
    #expect(stream.summaries == [expected])
    #expect(stream.documents.isEmpty)
    #expect(stream.diagnostics.allSatisfy { !$0.helps.isEmpty })
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], "1:4 invalid-utf8: byte 0xFF is not valid UTF-8 here «\u{FFFD}»"),
      ([0x61, 0x3A, 0x20, 0xC3], "1:4 invalid-utf8: byte 0xC3 is not valid UTF-8 here «\u{FFFD}»"),
      ([0xC3, 0xA9, 0x3A, 0x0A, 0x20, 0xC0, 0x80], "2:2 invalid-utf8: byte 0xC0 is not valid UTF-8 here «\u{FFFD}»"),
      ([0xFF, 0xFE, 0x61, 0x00], "1:1 unsupported-encoding: the file is encoded as UTF-16 «»"),
      ([0x00, 0x61, 0x00, 0x3A], "1:1 unsupported-encoding: the file is encoded as UTF-16 «»"),
      ([0xFF, 0xFE, 0x00, 0x00], "1:1 unsupported-encoding: the file is encoded as UTF-32 «»"),
    ] as [([UInt8], String)])
  func bytes(bytes: [UInt8], expected: String) {
    #expect(read(bytes).summaries == [expected])
  }

  @Test func documentsBeforeTheErrorStay() {
    let stream = read("a: 1\n---\nb: 2\n---\nc: [\n")
    #expect(stream.documents.map(\.root.outline) == ["{a: 1}", "{b: 2}"])
    #expect(stream.summaries == ["5:4 unclosed-bracket: `[` is not closed «[»"])
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "---\n---\n...\n", "\u{FEFF}", "\u{FEFF}# c"])
  func nothingIsNoError(text: String) {
    let stream = read(text)
    #expect(stream.documents.isEmpty && stream.diagnostics.isEmpty)
  }

  @Test func messagesFollowTheHouseStyle() {
    for text in ["a: [", "a: 'x", "a: @", "a: |x", "[a]: 1", "a: *x", "<<: 1", "a: 1\na: 1"] {
      for diagnostic in read(text).diagnostics {
        let lines = [diagnostic.message] + diagnostic.helps + diagnostic.notes
        #expect(lines.allSatisfy { !$0.hasSuffix(".") && $0.first?.isUppercase != true })
      }
    }
  }
}
