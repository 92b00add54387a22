import Diagnostics
import Testing
import YAMLTree

struct ScalarTests {
  @Test(arguments: [
    ("", YAMLScalar.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string),
    ("true", .bool(true)), ("True", .bool(true)), ("FALSE", .bool(false)), ("tRUE", .string),
    ("on", .string), ("no", .string), ("yes", .string), ("off", .string), ("y", .string),
    ("0", .int(0)), ("12", .int(12)), ("-7", .int(-7)), ("+7", .int(7)), ("0o17", .int(15)), ("0x1F", .int(31)),
    ("0777", .string), ("-012", .string), ("1_000", .string), ("12:30", .string), ("0b11", .string), ("0o8", .string),
    ("0x", .string), ("0o-1", .string), ("-0x1", .string), ("+", .string), (".", .string),
    ("9223372036854775807", .int(.max)), ("9223372036854775808", .float(9_223_372_036_854_775_808)),
    ("1.5", .float(1.5)), ("-.5", .float(-0.5)), ("1.", .float(1)), ("1e3", .float(1000)), ("1E-2", .float(0.01)),
    ("1e", .string), ("1.2.3", .string), ("1.5s", .string), ("10%", .string), (".inf", .float(.infinity)),
    ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)), (".infinity", .string), ("inf", .string),
    ("nan", .string), ("2001-12-14", .string), ("0.5", .float(0.5)), ("00.5", .float(0.5)),
    ("1e999", .float(.infinity)),
  ])
  func coreSchema(text: String, expected: YAMLScalar) throws {
    #expect(try root("v: \(text)")["v"]?.scalar == expected)
  }

  @Test func notANumber() throws {
    guard case .float(let value) = try root("v: .NaN")["v"]?.scalar else { throw Missing() }
    #expect(value.isNaN)
  }

  private struct Missing: Error {}

  @Test func onlyPlainScalarsResolve() throws {
    let node = try root("[\"1\", '1', !!str 1, !mine 1, !!int 1, ! 1]")
    #expect(node.items.map { $0.scalar == .int(1) } == [false, false, false, false, true, false])
    #expect(try root("|\n  1\n").scalar == .string)
  }

  @Test func textAndComparison() throws {
    let node = try root("[plain, 'it''s', \"a\\tb\", \"\\u00e9\", {}, '']")
    #expect(node.items.map(\.text) == ["plain", "it's", "a\tb", "é", "", ""])
    #expect(node.items.map(\.textIsSource) == [true, false, false, false, false, true])
    #expect(node.items[0].hasText("plain") && !node.items[0].hasText("plaim") && !node.items[0].hasText("plai"))
    #expect(node.items[1].hasText("it's") && node.items[3].hasText("é"))
    #expect(!node.items[4].hasText("") && node.items[5].hasText(""))
  }

  @Test func tagsAreResolved() throws {
    let node = try root("%TAG !e! tag:e.org,2000:\n---\n[!e!x a, !!str b, !Ref c, d]")
    #expect(node.items.map(\.tag) == ["tag:e.org,2000:x", "tag:yaml.org,2002:str", "!Ref", nil])
  }

  @Test func stylesAreKept() throws {
    let node = try root("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n- {}\n- []\n- k: v\n")
    #expect(
      node.items.map(\.style)
        == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded, .flow, .flow, .block])
  }
}
