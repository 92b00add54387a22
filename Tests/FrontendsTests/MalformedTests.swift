import Diagnostics
import FoundationEssentials
import Frontends
import Testing
import YAMLTree

@Suite("Malformed input")
struct MalformedTests {
  static let technologies: TechnologyTable = {
    var table = TechnologyTable()
    if let bytes = try? Repository.bytes("rules/technologies.yaml") {
      let stream = YAMLReader.read(SourceFile(path: "technologies.yaml", bytes: bytes), id: FileID(rawValue: 0))
      _ = stream.documents.first.map { table.add($0) }
    }
    return table
  }()

  @Test("is described as its comments say", arguments: try MalformedCase.all())
  func messages(_ malformed: MalformedCase) throws {
    let actual = try malformed.actual(technologies: Self.technologies)
    if Repository.updatesSnapshots, actual != (try malformed.expected()) { try malformed.write(actual) }
    let expected = try malformed.expected()
    for (path, (actual, expected)) in zip(malformed.paths, zip(actual, expected)) {
      #expect(actual.joined(separator: "\n") == expected.joined(separator: "\n"), "\(path)")
    }
    #expect(actual.contains { !$0.isEmpty }, "the case says nothing")
  }

  @Test("gets messages in the style of the house", arguments: try MalformedCase.all())
  func style(_ malformed: MalformedCase) throws {
    for diagnostic in try malformed.read(technologies: Self.technologies).result.diagnostics {
      let message = diagnostic.message
      #expect(!message.hasSuffix("."), "\(message)")
      #expect(!message.contains("illegal") && !message.contains("invalid"), "\(message)")
      #expect(
        message.first.map { !$0.isUppercase || ["YAML", "U+"].contains { message.hasPrefix($0) } } == true, "\(message)"
      )
    }
  }
}
