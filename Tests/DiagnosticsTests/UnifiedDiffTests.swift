import Testing

@testable import Diagnostics

struct UnifiedDiffTests {
  private let file = SourceFile(
    path: "shop.yaml", bytes: Array((1...12).map { "line \($0)\n" }.joined().utf8))

  private func edit(_ text: String, in file: SourceFile, _ replacement: String) throws -> TextEdit {
    let whole = String(decoding: file.bytes, as: UTF8.self)
    let range = try #require(whole.firstRange(of: text))
    let start = whole.utf8.distance(from: whole.startIndex, to: range.lowerBound)
    let span = Span(file: FileID(rawValue: 0), start: UInt32(start), end: UInt32(start + text.utf8.count))
    return TextEdit(span, replacement)
  }

  @Test func oneLineWithItsNeighbours() throws {
    let diff = UnifiedDiff(of: file, [try edit("line 6", in: file, "six")])
    #expect(
      diff.text == """
        --- a/shop.yaml
        +++ b/shop.yaml
        @@ -3,7 +3,7 @@
         line 3
         line 4
         line 5
        -line 6
        +six
         line 7
         line 8
         line 9

        """)
  }

  @Test func anInsertedLineIsAddedOnly() throws {
    let diff = UnifiedDiff(of: file, [try edit("line 2\n", in: file, "line 2\nnew\n")])
    #expect(diff.text.contains("@@ -1,5 +1,6 @@\n line 1\n line 2\n+new\n line 3\n line 4\n line 5\n"))
  }

  @Test func farChangesAreHunksOfTheirOwnAndShiftTheNext() throws {
    let diff = UnifiedDiff(
      of: file, [try edit("line 1\n", in: file, "a\nb\n"), try edit("line 12", in: file, "end")])
    #expect(diff.text.contains("@@ -1,4 +1,5 @@\n-line 1\n+a\n+b\n line 2\n"), "\(diff.text)")
    #expect(diff.text.contains("@@ -9,4 +10,4 @@\n line 9\n line 10\n line 11\n-line 12\n+end\n"), "\(diff.text)")
  }

  @Test func aFileWithoutALineBreakAtItsEnd() throws {
    let file = SourceFile(path: "a", bytes: Array("one\ntwo".utf8))
    let diff = UnifiedDiff(of: file, [try edit("two", in: file, "2")])
    #expect(
      diff.text
        == "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n"
    )
  }

  @Test func whatChangesNothingIsEmpty() throws {
    #expect(UnifiedDiff(of: file, [try edit("line 6", in: file, "line 6")]).isEmpty)
    #expect(UnifiedDiff(of: file, []).text.isEmpty)
  }

  @Test func twoEditsOfOneLineAreOneChange() throws {
    let file = SourceFile(path: "a", bytes: Array("x: {a: 1, b: 2}\n".utf8))
    let edits = [try edit("1", in: file, "3"), try edit("2", in: file, "4")]
    #expect(UnifiedDiff(of: file, edits).text == "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x: {a: 1, b: 2}\n+x: {a: 3, b: 4}\n")
    #expect(String(decoding: file.applying(edits), as: UTF8.self) == "x: {a: 3, b: 4}\n")
  }
}
