import Diagnostics
import Testing
import YAMLTree

struct AliasTests {
  @Test func aliasesShareTheAnchoredValue() throws {
    let node = try root("a: &x {k: v}\nb: *x\n")
    let value = try #require(node["b"])
    #expect(value.outline == "{k: 'v'}")
    #expect(value.slice == "{k: v}")
    #expect(value.slice(value.via) == "*x" && value.slice(value["k"]?.via) == "*x")
    #expect(value.slice(value["k"]?.place) == "*x")
    #expect(node["a"]?.via == nil && node["a"]?["k"]?.via == nil)
  }

  @Test func theOutermostAliasIsTheWayIn() throws {
    let node = try root("a: &x 1\nb: &y {k: *x}\nc: *y\n")
    #expect(node.slice(node["c"]?["k"]?.via) == "*y")
    #expect(node.slice(node["b"]?["k"]?.via) == "*x")
  }

  @Test func aLaterAnchorHidesAnEarlierOne() throws {
    #expect(try root("[&a 1, *a, &a 2, *a]").outline == "[1, 1, 2, 2]")
  }

  @Test func aliasesAsKeys() throws {
    #expect(try root("a: &k name\n*k : 1\n").outline == "{a: 'name', name: 1}")
  }

  @Test func anchorsEndWithTheirDocument() {
    #expect(
      read("a: &x 1\n---\nb: *x\n").summaries == ["3:4 unknown-anchor: no value before this place is marked `&x` «*x»"])
  }

  @Test func unknownAnchorsAreLeftOutAndTheRestStays() {
    let stream = read("a: &timeout 1s\nb: *timeuot\nc: [*no, 2]\n*no : 3\nd: 4\n")
    #expect(stream.documents.first?.root.outline == "{a: '1s', c: [2], d: 4}")
    #expect(stream.diagnostics.map(\.code) == ["unknown-anchor", "unknown-anchor", "unknown-anchor"])
    #expect(stream.diagnostics.first?.helps == ["did you mean `*timeout`?"])
    checkInvariants(stream)
  }

  @Test func anAliasWithinItsOwnValue() {
    let stream = read("a: &x\n  b: [1, *x]\n")
    #expect(stream.summaries == ["2:10 recursive-alias: `*x` stands inside the value it refers to «*x»"])
    #expect(stream.documents.first?.root.outline == "{a: {b: [1]}}")
  }
}

struct MergeTests {
  @Test(arguments: [
    ("a: &a {x: 1, y: 2}\nv: {<<: *a}", "{x: 1, y: 2}"),
    ("a: &a {x: 1, y: 2}\nv: {y: 3, <<: *a, z: 4}", "{y: 3, x: 1, z: 4}"),
    ("a: &a {x: 1, y: 2}\nv: {<<: *a, y: 3}", "{x: 1, y: 3}"),
    ("a: &a {x: 1}\nb: &b {x: 2, y: 2}\nv: {<<: [*a, *b]}", "{x: 1, y: 2}"),
    ("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nv: {<<: *b, z: 3}", "{x: 1, y: 2, z: 3}"),
    ("v: {<<: {x: 1}, y: 2}", "{x: 1, y: 2}"),
    ("v: {\"<<\": 1, y: 2}", "{<<: 1, y: 2}"),
    ("v: {<<: [], y: 2}", "{y: 2}"),
  ])
  func merging(text: String, expected: String) throws {
    #expect(try root(text)["v"]?.outline == expected)
  }

  @Test func mergedEntriesSayWhereTheyCameFrom() throws {
    let node = try root("a: &a {x: 1}\nb: &b\n  <<: *a\n  y: 2\nv: {<<: [*b, {z: 3}], w: 4}\n")
    let entries = try #require(node["v"]).entries
    #expect(entries.map(\.key.text) == ["x", "y", "z", "w"])
    #expect(entries.map { node.slice($0.mergedVia) } == ["*b", "*b", "{z: 3}", nil])
    #expect(entries.map { node.slice($0.value.via) } == ["*b", "*b", nil, nil])
    #expect(node.slice(entries[0].value.span) == "1" && node.slice(entries[0].span) == "x: 1")
  }

  @Test func onlyMappingsMerge() {
    let stream = read("a: &a [1]\nb: {<<: 3, x: 1}\nc: {<<: [*a, {y: 2}]}\n")
    #expect(
      stream.summaries == [
        "2:9 bad-merge: `<<` merges mappings, and this is none «3»",
        "3:10 bad-merge: `<<` merges mappings, and this is none «*a»",
      ])
    #expect(stream.documents.first?.root["c"]?.outline == "{y: 2}")
  }

  @Test func largeMergesKeepTheirOrderAndAreFound() throws {
    let base = (0..<40).map { "k\($0): \($0)" }.joined(separator: ", ")
    let node = try root("a: &a {\(base)}\nv: {k7: own, <<: *a, last: 1}\n")
    let value = try #require(node["v"])
    #expect(value.entries.count == 41)
    #expect(value["k7"]?.text == "own" && value["k39"]?.text == "39" && value["last"]?.text == "1")
    #expect(value["k40"] == nil && value["<<"] == nil)
  }
}
