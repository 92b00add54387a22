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
  }
}
