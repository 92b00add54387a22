import Expressions
import FoundationEssentials
import Testing

@testable import cel_conformance

/// The sample of the language's conformance suite that lies beside the package.
@Suite("conformance sample")
struct ConformanceTests {
  static let sample: String? = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let path = root.deletingLastPathComponent().appending(path: "shared/conformance/cel-sample.json").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Extensions that the language here does not have.
  static let absent: Set<String> = ["cel_block", "network_ext", "encoders_ext"]

  @Test("every test of the sample passes", .enabled(if: sample != nil, "the sample is not beside the package"))
  func everyTestPasses() throws {
    let path = try #require(Self.sample)
    let tests = try ConformanceFile.read(path).tests.filter { !Self.absent.contains($0.profile) }
    #expect(tests.count > 100)
    for test in tests {
      if let failure = Runner(test: test).failure() {
        Issue.record("\(test.file)/\(test.section)/\(test.name): \(failure)")
      }
    }
  }

  @Test("types are read as the tests write them")
  func types() {
    #expect(TypeText.parse("list(map(string, dyn))") == .list(.map(.string, .dyn)))
    #expect(TypeText.parse("abstract(optional_type, int)") == .optional(.int))
    #expect(TypeText.parse("wrapper(bool)") == .nullable(.bool))
    #expect(TypeText.parse("list(") == nil)
    #expect(TypeText.parse("type(list(T))") == .type(.list(.parameter("T"))))
    #expect(TypeText.parse("abstract(tuple, T, dyn)") == .abstract("tuple", [.parameter("T"), .dyn]))
    #expect(TypeText.parse("google.protobuf.Any") == .dyn)
    #expect(TypeText.parse("example.Message") == nil)
  }

  @Test("a test that cannot be read does not keep the others from being run")
  func unreadable() throws {
    let text = """
      {"tests": [
        {"file": "f", "section": "s", "name": "odd", "expr": 1, "profile": "core"},
        {"file": "f", "section": "s", "name": "plain", "expr": "1 < 2", "profile": "core"}
      ]}
      """
    let file = try JSONDecoder().decode(ConformanceFile.self, from: Data(text.utf8))
    #expect(file.unreadable.map(\.name) == ["odd"])
    #expect(file.tests.map { Runner(test: $0).failure() } == [nil])
  }

  @Test("profiles that are not covered are left out unless they are named")
  func tally() {
    var tally = Tally(profiles: nil)
    for profile in ["core", "cel_block", "core"] where tally.includes(profile) {
      tally.add(profile, hasPassed: tally.failed == 1)
    }
    #expect(tally.lines == ["core: 1 passed, 1 failed", "cel_block: left out, 1 not run", "1 passed, 1 failed"])
    var named = Tally(profiles: ["cel_block"])
    #expect(named.includes("cel_block") && !named.includes("core"))
  }

  @Test(
    "a test may declare functions, and its type must then be the deduced one",
    arguments: [
      ("list(dyn)", nil), ("list(int)", "expected type list(int), got list(dyn)"),
      ("example.Message", "expected type example.Message, got list(dyn)"),
    ])
  func functions(deduced: String, failure: String?) throws {
    let text = """
      {"tests": [{
        "file": "f", "section": "s", "name": "n", "expr": "pair(1, dyn('a'))", "check_only": true, "profile": "core",
        "type_env": [{"kind": "function", "name": "pair", "overloads": [
          {"overload_id": "pair_T_T", "params": ["T", "T"], "result_type": "list(T)"}]}],
        "bindings": {}, "expect": {"deduced_type": "\(deduced)"}
      }]}
      """
    let file = try JSONDecoder().decode(ConformanceFile.self, from: Data(text.utf8))
    let test = try #require(file.tests.first)
    #expect(Runner(test: test).failure() == failure)
  }
}
