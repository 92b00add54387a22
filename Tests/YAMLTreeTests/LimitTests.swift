import Diagnostics
import Testing
import YAMLTree

struct LimitTests {
  /// Each level repeats the one before it ten times.
  private func laughs(levels: Int) -> String {
    (0..<levels).map { level in
      let item = level == 0 ? "lol" : "*a\(level - 1)"
      return "a\(level): &a\(level) [\(Array(repeating: item, count: 10).joined(separator: ", "))]\n"
    }.joined()
  }

  @Test func aliasBombsAreRefusedBeforeAnybodyWalksThem() {
    let clock = ContinuousClock()
    let time = clock.measure {
      let stream = read(laughs(levels: 60))
      #expect(stream.diagnostics.map(\.code) == ["alias-bomb"] && stream.documents.isEmpty)
    }
    #expect(time < .seconds(5))
  }

  @Test func mergeBombsAreRefused() {
    var text = "a0: &a0 {k0: 1}\n"
    for level in 1..<60 { text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], k\(level): 1}\n" }
    var limits = YAMLLimits()
    limits.maxNodes = 100_000
    #expect(read(text, limits: limits).diagnostics.map(\.code) == ["alias-bomb"])
  }

  @Test func fewAliasesAreFine() {
    #expect(!read(laughs(levels: 3)).hasErrors)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func depth(opening: String) {
    let stream = read(String(repeating: opening, count: 100_000))
    #expect(stream.diagnostics.map(\.code) == ["too-deep"])
    #expect(stream.documents.isEmpty)
  }

  @Test func depthOfIndentedLines() {
    let text = (0..<101).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
    #expect(read(text).summaries == ["101:101 too-deep: nested more than 100 levels deep «k»"])
  }

  @Test func nodesAndBytes() {
    var limits = YAMLLimits()
    limits.maxNodes = 10
    #expect(read("[1,2,3,4,5,6,7,8,9]", limits: limits).diagnostics.isEmpty)
    #expect(read("[1,2,3,4,5,6,7,8,9,0]", limits: limits).diagnostics.map(\.code) == ["too-large"])
    limits.maxBytes = 5
    #expect(read("a: 1\nb", limits: limits).diagnostics.map(\.code) == ["too-large"])
  }

  @Test func tagDirectives() {
    let many = (0..<60).map { "%TAG !a\($0)! tag:x\n" }.joined()
    #expect(read(many + "---\na: 1\n").diagnostics.map(\.code) == ["too-large"])
    #expect(
      read("%TAG !a! \(String(repeating: "x", count: 2000))\n---\na: 1\n").diagnostics.map(\.code) == ["too-large"])
  }
}
