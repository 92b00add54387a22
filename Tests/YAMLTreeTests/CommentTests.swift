import Diagnostics
import Testing
import YAMLTree

struct CommentTests {
  /// Each comment as `text -> what it covers`.
  private func comments(_ text: String) -> [String] {
    let stream = read(text)
    return stream.comments().map { comment in
      "\(comment.text) -> \(comment.coveredSpan.map { stream.file.text(of: $0) } ?? "nothing")"
    }
  }

  @Test func atTheEndOfALine() {
    #expect(comments("a: 1 # topolint: x\nb: 2\n") == ["x -> a: 1"])
    #expect(comments("a:   # topolint: x\n  b: 2\nc: 3\n") == ["x -> a:   # topolint: x\n  b: 2"])
    #expect(comments("l:\n  - {from: a, to: b}  # topolint: x\n  - c\n") == ["x -> {from: a, to: b}"])
    #expect(comments("l:\n  - from: a  # topolint: x\n    to: b\n") == ["x -> from: a"])
    #expect(comments("l: [\n  {a: 1, b: 2},  # topolint: x\n  c ]\n") == ["x -> {a: 1, b: 2}"])
    #expect(
      comments("a: |  # topolint: x\n  # topolint: y\n  text\n") == [
        "x -> a: |  # topolint: x\n  # topolint: y\n  text"
      ])
    #expect(comments("a: {\n  b: 1\n} # topolint: x\n") == ["x -> a: {\n  b: 1\n}"])
  }

  @Test func onItsOwnLine() {
    #expect(comments("# topolint: x\na:\n  b: 1\nc: 2\n") == ["x -> a:\n  b: 1"])
    #expect(
      comments("l:\n  # topolint: x\n\n  # other\n  - from: a\n    to: b\n  - c\n") == ["x -> from: a\n    to: b"])
    #expect(comments("a:\n  # topolint: x\n  b:\n    c: 1\n  d: 2\n") == ["x -> b:\n    c: 1"])
    #expect(comments("l: [\n  # topolint: x\n  {a: 1}, c ]\n") == ["x -> {a: 1}"])
    #expect(comments("l:\n  # topolint: x\n  -\n    a: 1\n    b: 2\n") == ["x -> a: 1\n    b: 2"])
    #expect(comments("# topolint: x\n# topolint: y\na: 1\n") == ["x -> a: 1", "y -> a: 1"])
    #expect(comments("# topolint: x\n&k a: &v 1\nb: 2\n") == ["x -> a: &v 1"])
    #expect(comments("a: 1\n# topolint: x\n") == ["x -> nothing"])
    #expect(comments("a: 1\r\n# topolint: x\r\nb: 2\r\n") == ["x -> b: 2"])
  }

  @Test func whatOnlyLooksLikeOne() {
    #expect(comments("a: 'x # topolint: x'\nb: \"\n # topolint: y\"\nc: z# topolint: z\n").isEmpty)
    #expect(comments("a: |\n  # topolint: x\n\n  # topolint: y\n").isEmpty)
    #expect(comments("# see topolint: x\n# topolinter: y\na: topolint: z\n").isEmpty)
  }

  @Test func severalDocumentsAndErrors() {
    let text = "a: 1 # topolint: x\n---\n# topolint: y\nb: 2\n---\nc: [ # topolint: z\n"
    let stream = read(text)
    #expect(stream.comments().map(\.document) == [0, 1])
    #expect(comments(text) == ["x -> a: 1", "y -> b: 2"])
  }

  @Test func placesOfTheComment() throws {
    let stream = read("\u{FEFF}#topolint:  allow[x] until é \na: 1\n")
    let comment = try #require(stream.comments().first)
    #expect(stream.file.text(of: comment.span) == "#topolint:  allow[x] until é")
    #expect(stream.file.text(of: comment.textSpan) == "allow[x] until é" && comment.text == "allow[x] until é")
    #expect(comment.covered?.text == "1")
  }
}
