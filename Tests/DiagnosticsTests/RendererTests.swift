import Diagnostics
import Testing

struct RendererTests {
  /// Files by path and text, and spans by the text they cover.
  private struct Desk {
    var sources = Sources()
    var ids: [FileID] = []

    init(_ files: (String, String)...) {
      for (path, text) in files { ids.append(sources.add(SourceFile(path: path, bytes: Array(text.utf8)))) }
    }

    /// The span of the `occurrence`th (from 0) place where `part` stands.
    func span(_ part: String, _ occurrence: Int = 0, file: Int = 0) throws -> Span {
      let bytes = sources[ids[file]].bytes
      let wanted = Array(part.utf8)
      let places = bytes.indices.filter { bytes[$0...].starts(with: wanted) }
      let start = try #require(places.dropFirst(occurrence).first)
      return Span(file: ids[file], start: UInt32(start), end: UInt32(start + wanted.count))
    }

    func render(_ diagnostic: Diagnostic, width: Int = 120, color: Bool = false) -> String {
      DiagnosticRenderer(sources: sources, style: RenderStyle(color: color, width: width)).render(diagnostic)
    }
  }

  @Test func oneLabel() throws {
    let desk = Desk(("shop.yaml", "a: 1\nb:\n  retries: 3 # x\nc: 2\n"))
    let diagnostic = Diagnostic(
      .warning, "retry-without-timeout", "`b` retries but sets no timeout",
      at: Label(try desk.span("retries: 3"), "up to 4 attempts"), notes: ["4 attempts of 1 s each\ntake 4 s"],
      helps: ["add `timeout`"])
    #expect(
      desk.render(diagnostic) == """
        warning[retry-without-timeout]: `b` retries but sets no timeout
         --> shop.yaml:3:3
          |
        3 |   retries: 3 # x
          |   ^^^^^^^^^^ up to 4 attempts
          |
          = note: 4 attempts of 1 s each
                  take 4 s
          = help: add `timeout`

        """)
    #expect(
      DiagnosticRenderer(sources: desk.sources).renderConcise(diagnostic)
        == "shop.yaml:3:3: warning[retry-without-timeout]: `b` retries but sets no timeout")
  }

  @Test func labelsInOneFileStandInLineOrder() throws {
    let desk = Desk(("t.yaml", "a: 1\nb: 2\na: 3\n\n\n\n\n\n\nz: 4\n"))
    let diagnostic = Diagnostic(
      .error, "duplicate-key", "key `a` is given twice", at: Label(try desk.span("a", 1), "given again here"),
      secondary: [Label(try desk.span("a"), "first defined here"), Label(try desk.span("z: 4"))])
    #expect(
      desk.render(diagnostic) == """
        error[duplicate-key]: key `a` is given twice
          --> t.yaml:3:1
           |
         1 | a: 1
           | - first defined here
         2 | b: 2
         3 | a: 3
           | ^ given again here
        ...
        10 | z: 4
           | ----

        """)
  }

  @Test func otherFiles() throws {
    let desk = Desk(("a.yaml", "to: payments\n"), ("b.yaml", "x: 1\npayments: {}\n"))
    let diagnostic = Diagnostic(
      .error, "e", "m", at: Label(try desk.span("payments")),
      secondary: [Label(try desk.span("payments", file: 1), "defined here")], helps: ["h"])
    #expect(
      desk.render(diagnostic) == """
        error[e]: m
         --> a.yaml:1:5
          |
        1 | to: payments
          |     ^^^^^^^^
          |
         ::: b.yaml:2:1
          |
        2 | payments: {}
          | -------- defined here
          |
          = help: h

        """)
  }

  @Test func severalLabelsOnOneLine() throws {
    let desk = Desk(("t.yaml", "k: {b: 1, c: 2, b: 3}\n"))
    let diagnostic = Diagnostic(
      .error, "e", "m", at: Label(try desk.span("b", 1), "again"),
      secondary: [Label(try desk.span("b"), "first"), Label(try desk.span("c: 2"), "between")])
    #expect(
      desk.render(diagnostic) == """
        error[e]: m
         --> t.yaml:1:17
          |
        1 | k: {b: 1, c: 2, b: 3}
          |     -     ----  ^ again
          |     |     |
          |     |     between
          |     first

        """)
  }

  @Test func aSpanWithinAnother() throws {
    let desk = Desk(("t.yaml", "k: {b: 1, c: 2}\n"))
    let diagnostic = Diagnostic(
      .error, "e", "m", at: Label(try desk.span("b: 1"), "inner"),
      secondary: [Label(try desk.span("{b: 1, c: 2}"), "outer")])
    #expect(
      desk.render(diagnostic) == """
        error[e]: m
         --> t.yaml:1:5
          |
        1 | k: {b: 1, c: 2}
          |    -^^^^-------
          |    ||
          |    |inner
          |    outer

        """)
  }

  @Test func severalLinesAreShownByTheFirst() throws {
    let desk = Desk(("t.yaml", "k:\r\n  a: 1\r\n  b: 2\r\n"))
    let diagnostic = Diagnostic(.error, "e", "m", at: Label(try desk.span("a: 1\r\n  b: 2"), "this"))
    #expect(
      desk.render(diagnostic) == """
        error[e]: m
         --> t.yaml:2:3
          |
        2 |   a: 1
          |   ^^^^ this

        """)
  }

  @Test func tabsWideCharactersAndControls() throws {
    let desk = Desk(("t.yaml", "\tk: 日本 👩‍👩‍👧 e\u{301} \u{1B}[31m v\n"))
    let diagnostic = Diagnostic(.error, "e", "m\u{1B}[2J", at: Label(try desk.span("v")))
    #expect(
      desk.render(diagnostic) == """
        error[e]: m␛[2J
         --> t.yaml:1:23
          |
        1 |     k: 日本 👩‍👩‍👧 e\u{301} ␛[31m v
          |                        ^

        """)
  }

  @Test func wideCharactersAreUnderlinedInFull() throws {
    let desk = Desk(("t.yaml", "k: 日本 x\n"))
    #expect(
      desk.render(.error("e", "m", at: try desk.span("日本"), "here")) == """
        error[e]: m
         --> t.yaml:1:4
          |
        1 | k: 日本 x
          |    ^^^^ here

        """)
  }

  @Test func longLinesAreCutAroundTheSpan() throws {
    let filler = String(repeating: "abcdefghij", count: 20)
    let desk = Desk(("t.yaml", "\(filler) HERE \(filler)\n"))
    #expect(
      desk.render(.error("e", "m", at: try desk.span("HERE")), width: 44) == """
        error[e]: m
         --> t.yaml:1:202
          |
        1 | …defghijabcdefghij HERE abcdefghijabcde…
          |                    ^^^^

        """)
    #expect(
      desk.render(.error("e", "m", at: try desk.span("abc")), width: 24) == """
        error[e]: m
         --> t.yaml:1:1
          |
        1 | abcdefghijabcdefghi…
          | ^^^

        """)
    let last = try desk.span("hij", 39)
    #expect(
      desk.render(.error("e", "m", at: last), width: 24) == """
        error[e]: m
         --> t.yaml:1:404
          |
        1 | …bcdefghijabcdefghij
          |                  ^^^

        """)
  }

  @Test func aLineOfManyMegabytes() throws {
    let text = String(repeating: "x", count: 3_000_000)
    let desk = Desk(("t.json", text))
    let span = Span(file: desk.ids[0], start: 1_500_000, end: 2_999_999)
    let lines = desk.render(.error("e", "m", at: span), width: 40).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines.last?.contains("^^^^") == true)
  }

  @Test func pointsAndEnds() throws {
    let desk = Desk(("t.yaml", "k:\n"), ("empty.yaml", ""))
    let atEnd = Span(file: desk.ids[0], start: 2, end: 2)
    #expect(
      desk.render(.error("e", "m", at: atEnd, "value missing")) == """
        error[e]: m
         --> t.yaml:1:3
          |
        1 | k:
          |   ^ value missing

        """)
    let nowhere = Span(file: desk.ids[1], start: 7, end: 9)
    #expect(
      desk.render(.error("e", "m", at: nowhere)) == """
        error[e]: m
         --> empty.yaml:1:1
          |
        1 |
          | ^

        """)
  }

  @Test func brokenTextDoesNotBreakTheFrame() {
    var sources = Sources()
    let id = sources.add(SourceFile(path: "t.yaml", bytes: [0x6B, 0x3A, 0x20, 0xFF, 0xC3, 0x20, 0x78, 0x0A]))
    let renderer = DiagnosticRenderer(sources: sources)
    #expect(
      renderer.render(.error("e", "m", at: Span(file: id, start: 6, end: 7))) == """
        error[e]: m
         --> t.yaml:1:7
          |
        1 | k: \u{FFFD}\u{FFFD} x
          |       ^

        """)
  }

  @Test func withoutAPlace() {
    let desk = Desk()
    let diagnostic = Diagnostic(.error, "unreadable", "`x.yaml` cannot be opened", notes: ["no such file"])
    #expect(desk.render(diagnostic) == "error[unreadable]: `x.yaml` cannot be opened\n  = note: no such file\n")
    #expect(
      DiagnosticRenderer(sources: desk.sources).renderConcise(diagnostic)
        == "error[unreadable]: `x.yaml` cannot be opened")
  }

  @Test func colours() throws {
    let desk = Desk(("t.yaml", "a: 1\n"))
    let diagnostic = Diagnostic(
      .warning, "w", "m", at: Label(try desk.span("1"), "p"), secondary: [Label(try desk.span("a"), "s")], helps: ["h"])
    let text = desk.render(diagnostic, color: true).replacing("\u{1B}[", with: "‹")
    #expect(
      text == """
        ‹1;33mwarning[w]‹0m‹1m: m‹0m
        ‹1;34m -->‹0m t.yaml:1:4
        ‹1;34m  |‹0m
        ‹1;34m1 |‹0m a: 1
        ‹1;34m  |‹0m ‹1;34m-‹0m  ‹1;33m^‹0m ‹1;33mp‹0m
        ‹1;34m  |‹0m ‹1;34m|‹0m
        ‹1;34m  |‹0m ‹1;34ms‹0m
        ‹1;34m  |‹0m
        ‹1;34m  =‹0m ‹1mhelp:‹0m h

        """)
    #expect(!desk.render(diagnostic).contains("\u{1B}"))
  }
}
