import Diagnostics
import Foundation
import Rules
import Testing
import Topology
import YAMLTree

@testable import Checking

/// Systems done right, of which the rules have nothing to say, and what each change for the worse brings up.
struct SystemTests {
  static let folder = FixtureModel.fixtures.appending(path: "systems")
  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasSuffix(".md") }.sorted()
  }()

  static func files(of name: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder.appending(path: name), includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" && $0.lastPathComponent != "spoiled.yaml" }
      .sorted { $0.path < $1.path }
  }

  @Test func thereAreSystems() { #expect(Self.names.count >= 6) }

  @Test(arguments: names)
  func nothingIsWrongWithIt(name: String) throws {
    let verdicts = FixtureVerdicts(try FixtureModel(files: Self.files(of: name)).topology)
    #expect(verdicts.serious == [])
    #expect(verdicts.findings.count <= 2, "\(verdicts.findings.sorted())")
  }

  /// All facts that the rules ask for are stated.
  @Test(arguments: names)
  func nothingIsLeftOpen(name: String) throws {
    let verdicts = FixtureVerdicts(try FixtureModel(files: Self.files(of: name)).topology)
    #expect(verdicts.open.sorted { $0.key < $1.key }.map { "\($0): \($1)" } == [])
  }

  @Test(arguments: names)
  func eachChangeBringsUpWhatItShould(name: String) throws {
    let model = try FixtureModel(files: Self.files(of: name))
    let before = FixtureVerdicts(model.topology).findings
    for variant in try SpoiledVariant.all(of: name) {
      let added = FixtureVerdicts(try variant.applied(to: model, name)).findings.subtracting(before)
      let missing = variant.expected.subtracting(added).sorted()
      let unexpected = added.subtracting(variant.expected).sorted()
      #expect(missing.isEmpty && unexpected.isEmpty, "\(variant): not found \(missing), found also \(unexpected)")
    }
  }

  /// Every folder of rules is tried on every system, but for those that have nothing to say on it.
  @Test(arguments: names)
  func theFamiliesAreTried(name: String) throws {
    let families = Set(try SpoiledVariant.all(of: name).map(\.family))
    #expect(families.count >= 8, "\(families.sorted())")
    #expect(families.isSubset(of: FixtureModel.rules.map { "\($0.concern)" }))
  }

  /// Rules of the core profile that no change of one fact in one of the systems can bring up, each with the reason.
  static let untried: Set<String> = [
    // Decided by the engine: the comparison with an earlier design, open facts, allowances.
    "breaking-design-change", "unknown-facts", "stale-evidence-or-suppression",
  ]

  @Test func everyRuleIsTriedSomewhere() throws {
    let tried = try Self.names.flatMap { try SpoiledVariant.all(of: $0) }.flatMap(\.expectedRules)
    let missing = Set(FixtureModel.rules.map(\.id)).subtracting(tried).subtracting(Self.untried)
    #expect(missing.sorted() == [])
  }
}

/// One change for the worse: a fact replaced, or a few lines added.
struct SpoiledVariant: CustomStringConvertible {
  var family: String
  /// As for `--set`.
  var changes: [String]
  /// Further lines of the topology.
  var addition: String?
  /// `rule: subject` of all that it adds.
  var expected: Set<String>
  var expectedRules: Set<String>

  var description: String { changes.first ?? addition ?? "nothing" }

  static func all(of system: String) throws -> [SpoiledVariant] {
    let url = SystemTests.folder.appending(path: "\(system)/spoiled.yaml")
    let file = SourceFile(path: "spoiled.yaml", bytes: Array(try Data(contentsOf: url)))
    let stream = YAMLReader.read(file, id: FileID(rawValue: 0))
    #expect(!stream.hasErrors, "\(stream.diagnostics.map(\.message))")
    let root = try #require(stream.documents.first?.root)
    return try root.entries.flatMap { family in
      try family.value.items.map { item in
        let finds = ExpectedFindings(try #require(item.entry("finds")?.value))
        #expect(!finds.all.isEmpty, "\(family.key.text): a variant that finds nothing")
        let changes = item.entry("change")?.value.entries.map { "\($0.key.text)=\(file.text(of: $0.value.span))" } ?? []
        return SpoiledVariant(
          family: family.key.text, changes: changes, addition: item.entry("add")?.value.text, expected: finds.all,
          expectedRules: finds.rules)
      }
    }
  }

  func applied(to model: FixtureModel, _ system: String) throws -> Topology {
    #expect(changes.count + (addition == nil ? 0 : 1) == 1, "\(self): one change at a time")
    if let change = changes.first { return try model.setting(change) }
    return try FixtureModel(files: SystemTests.files(of: system), addition: addition).topology
  }
}
