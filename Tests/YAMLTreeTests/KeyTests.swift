import Diagnostics
import Testing
import YAMLTree

struct KeyTests {
  @Test func duplicatesShowBothPlaces() throws {
    let stream = read("a: 1\nb: 2\n\"a\": 3\n")
    #expect(stream.summaries == ["3:1 duplicate-key: key `a` is given twice in one mapping «\"a\"»"])
    let first = try #require(stream.diagnostics.first?.secondary.first)
    #expect(first.text == "first defined here" && first.span.start == 0)
    #expect(stream.documents.first?.root.outline == "{a: 1, b: 2}")
  }

  @Test(arguments: [2, 16, 17, 400])
  func duplicatesInMappingsOfAnySize(count: Int) {
    let text = (0..<count).map { "a-rather-long-key-\($0): \($0)\n" }.joined()
    let stream = read(text + "a-rather-long-key-1: again\n")
    #expect(stream.diagnostics.map(\.code) == ["duplicate-key"])
    let node = stream.documents.first?.root
    #expect(node?.entries.count == count)
    #expect((0..<count).allSatisfy { node?["a-rather-long-key-\($0)"]?.text == "\($0)" })
    #expect(node?["a-rather-long-key-\(count)"] == nil)
  }

  @Test func keysMustBeScalars() {
    let stream = read("[a]: 1\n? {b: c}\n: 2\nok: 3\n")
    #expect(
      stream.summaries == [
        "1:1 key-not-scalar: a list or mapping stands where a key is expected «[a]»",
        "2:3 key-not-scalar: a list or mapping stands where a key is expected «{b: c}»",
      ])
    #expect(stream.documents.first?.root.outline == "{ok: 3}")
  }

  @Test func manyErrorsAreCounted() {
    let stream = read(String(repeating: "a: 1\n", count: 1001))
    #expect(stream.diagnostics.count == 100)
    #expect(stream.diagnostics.last?.notes == ["900 more such errors in this file are not shown"])
  }
}
