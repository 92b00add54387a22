import Diagnostics
import Testing
import YAMLTree

/// Files made to take long or to fill the memory; each is read or refused in about the time its size deserves.
struct HostileFileTests {
  private func expectQuick(_ text: String, code: String? = nil, _ place: SourceLocation = #_sourceLocation) {
    let clock = ContinuousClock()
    var stream = read("")
    let time = clock.measure {
      stream = read(text)
      _ = stream.comments()
      _ = TemplateSniffer.looksLikeTemplate(stream.file, id: stream.id)
    }
    // Far above what it takes even on a busy machine, far below what anything quadratic would.
    #expect(time < .seconds(10), sourceLocation: place)
    if let code { #expect(stream.diagnostics.first?.code == code, sourceLocation: place) }
  }

  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Test func aliasesDoNotHideDepth() {
    var text = "a0: &a0 \(repeated("[", 50))x\(repeated("]", 50))\n"
    for level in 1..<100 { text += "a\(level): &a\(level) \(repeated("[", 50))*a\(level - 1)\(repeated("]", 50))\n" }
    #expect(read(text).diagnostics.map(\.code) == ["too-deep"])
    #expect(read("a: &a [[1]]\nb: *a\nc: [*a]\n").diagnostics.isEmpty)
  }

  @Test func manyAnchorsAndAliases() {
    let anchors = (0..<20_000).map { "- &a\($0) x\n" }.joined()
    expectQuick(anchors + repeated("- *b\n", 20_000), code: "unknown-anchor")
    expectQuick(anchors + repeated("--- &a x\n", 20_000))
    expectQuick("- &\(repeated("a", 200_000)) x\n- *\(repeated("b", 200_000))\n", code: "unknown-anchor")
  }

  @Test func manyComments() {
    expectQuick(repeated("# topolint: x\n", 20_000) + "a: 1\n")
    expectQuick("- &a 1\n" + repeated("- *a # topolint: x\n", 20_000))
    expectQuick(repeated("- # topolint: x\n", 20_000))
    expectQuick("a:\n" + repeated("# topolint: x\n", 20_000) + "-" + repeated("\n", 200_000) + "  k: v\n")
  }

  @Test func manyDocuments() {
    expectQuick(repeated("--- a\n", 100_001), code: "too-large")
    expectQuick(repeated("---\n", 100_000))
  }

  @Test func manyKeysAndTags() {
    expectQuick((0..<20_000).map { "k\($0): 1\n" }.joined())
    expectQuick(repeated("k: 1\n", 20_000), code: "duplicate-key")
    expectQuick(repeated("{a, ", 1) + repeated("a, ", 20_000) + "}", code: "duplicate-key")
    expectQuick((0..<70_000).map { "- !t\($0) x\n" }.joined(), code: "too-large")
  }

  @Test func longScalars() {
    expectQuick("a: " + repeated("x", 1_000_000))
    expectQuick("a: \"" + repeated("\\x41", 200_000) + "\"")
    expectQuick("a: |\n" + repeated("  x\n", 200_000))
    expectQuick("a:" + repeated("\n  x", 200_000))
    expectQuick("a: '" + repeated("\n\n", 200_000) + "'")
    expectQuick(repeated(" ", 1_000_000) + "a: 1")
    expectQuick(repeated("{", 1_000_000), code: "too-deep")
    expectQuick(repeated("'", 1_000_001), code: "unclosed-quote")
  }
}
