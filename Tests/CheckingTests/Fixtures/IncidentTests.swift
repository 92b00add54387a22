import Diagnostics
import Foundation
import Rules
import Testing
import YAMLTree

@testable import Checking

/// Published post-mortems as topologies: the rules that name the root cause speak of what it was, and are quiet about
/// what was made of it.
struct IncidentTests {
  static let folder = FixtureModel.fixtures.appending(path: "incidents")
  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasSuffix(".md") }.sorted()
  }()

  private static func file(_ name: String, of incident: String) -> URL {
    folder.appending(path: "\(incident)/\(name).yaml")
  }

  /// What the rules are to say of the root cause.
  private static func cause(of incident: String) throws -> YAMLNode {
    let file = SourceFile(path: "cause.yaml", bytes: Array(try Data(contentsOf: file("cause", of: incident))))
    let stream = YAMLReader.read(file, id: FileID(rawValue: 0))
    #expect(!stream.hasErrors, "\(stream.diagnostics.map(\.message))")
    return try #require(stream.documents.first?.root)
  }

  @Test func thereAreIncidents() { #expect(Self.names.count >= 5) }

  @Test(arguments: names)
  func itSaysWhereItIsFrom(incident: String) throws {
    let cause = try Self.cause(of: incident)
    for key in ["title", "source", "date", "cause", "finds"] { #expect(cause.entry(key) != nil, "\(key)") }
  }

  @Test(arguments: names)
  func theRootCauseIsFound(incident: String) throws {
    let expected = ExpectedFindings(try #require(Self.cause(of: incident).entry("finds")?.value))
    let verdicts = FixtureVerdicts(try FixtureModel(files: [Self.file("before", of: incident)]).topology)
    #expect(!expected.all.isEmpty)
    #expect(expected.all.subtracting(verdicts.findings).sorted() == [])
  }

  /// Quiet because the rules can tell, not because they cannot.
  @Test(arguments: names)
  func itIsMended(incident: String) throws {
    let expected = ExpectedFindings(try #require(Self.cause(of: incident).entry("finds")?.value))
    let verdicts = FixtureVerdicts(try FixtureModel(files: [Self.file("after", of: incident)]).topology)
    let rule = { (verdict: String) in String(verdict.prefix { $0 != ":" }) }
    #expect(verdicts.findings.filter { expected.rules.contains(rule($0)) }.sorted() == [])
    #expect(verdicts.open.keys.filter { expected.all.contains($0) }.sorted() == [])
  }
}
