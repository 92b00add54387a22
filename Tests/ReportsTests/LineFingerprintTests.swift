import Testing

@testable import Reports

@Suite struct LineFingerprintTests {
  /// Of the end of a file, whatever came before: its window holds nothing else. As the upload action computes it.
  private let end = "c129715d7a2bc9a3:1"

  private func lines(_ text: String) -> [String] { LineFingerprints(of: Array(text.utf8)).lines }

  @Test func emptyFile() { #expect(lines("") == [end]) }

  @Test func everyLineHasOneAndTheLastIsTheEnd() {
    let found = lines("system: shop\n\nservices:\n  web: {}\n")
    #expect(found.count == 5)
    #expect(found.last == end)
  }

  @Test func blanksAndLineBreaksDoNotCount() {
    let plain = lines("a: 1\n  b: 2\n\nc: 3\n")
    #expect(lines("a:  1\r\n\tb: 2 \r\n\r\nc: 3\r\n") == plain)
    #expect(lines("a: 1\r  b: 2\r\rc: 3\r") == plain)
  }

  @Test func equalTextIsCounted() {
    let found = lines(String(repeating: "one and the same line, long enough to fill the window soon\n", count: 8))
    #expect(found[0].hasSuffix(":1") && found[1].hasSuffix(":2"))
    #expect(Set(found).count == found.count)
  }

  @Test func changesBeyondTheWindowDoNotMatter() {
    let head = "first: line\n" + String(repeating: "x", count: 120) + "\n"
    #expect(lines(head + "a")[0] == lines(head + "b")[0])
    #expect(lines("first: line\na")[0] != lines("first: line\nb")[0])
  }
}
