import Foundation
import Testing
import Topology

/// What is drawn alone, with every fact taken away, gives no finding of any rule: nobody said anything that could be wrong.
struct NothingStatedTests {
  static let fixtures =
    SystemTests.names.map { "systems/\($0)" } + IncidentTests.names.map { "incidents/\($0)/before.yaml" } + [
      "corner-shop", "payments", "sock-shop",
    ]

  @Test(arguments: fixtures)
  func aDrawingGivesNoFinding(fixture: String) throws {
    let drawing = Self.drawing(of: try FixtureModel(files: Self.files(of: fixture)).topology)
    let verdicts = FixtureVerdicts(drawing)
    // What only a fact named stands alone now, and that is drawn.
    let alone = drawing.rows(of: .party)
      .filter { drawing.incoming(ofParty: $0).isEmpty && drawing.outgoing(ofParty: $0).isEmpty }
      .map { "dangling-or-orphan: \(drawing.name(EntityID(.party, $0)))" }
    #expect(verdicts.findings.subtracting(alone).sorted() == [])
    #expect(!verdicts.open.isEmpty)
  }

  private static func files(of fixture: String) throws -> [URL] {
    let url = FixtureModel.fixtures.appending(path: fixture)
    guard url.pathExtension.isEmpty else { return [url] }
    return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "yaml" && $0.lastPathComponent != "spoiled.yaml" }.sorted { $0.path < $1.path }
  }

  /// Names, who hands work to whom, and where workloads enter.
  private static func drawing(of full: Topology) -> Topology {
    var drawing = TopologyBuilder(name: full.name)
    for row in full.rows(of: .party) {
      _ = drawing.addParty(full.kind(ofParty: row), name: full.name(EntityID(.party, row)), place: .none)
    }
    for row in full.rows(of: .interface) {
      let interface = EntityID(.interface, row)
      _ = drawing.addInterface(name: full.name(interface), of: full.owner(interface), place: .none)
    }
    for row in full.rows(of: .operation) {
      let operation = EntityID(.operation, row)
      _ = drawing.addOperation(
        name: full.name(operation), of: full.owner(operation), interface: full.interface(ofOperation: row),
        place: .none)
    }
    for row in full.rows(of: .link) {
      let link = drawing.addLink(name: full.name(EntityID(.link, row)), place: .none)
      drawing.connect(
        link: link, source: full.source(ofLink: row), sourceOperation: full.sourceOperation(ofLink: row),
        target: full.target(ofLink: row), targetOperation: full.targetOperation(ofLink: row))
    }
    for row in full.rows(of: .dataSet) {
      _ = drawing.addDataSet(name: full.name(EntityID(.dataSet, row)), place: .none)
    }
    for row in full.rows(of: .workload) {
      let workload = drawing.addWorkload(name: full.name(EntityID(.workload, row)), place: .none)
      for column in [Facts.Workload.client, Facts.Workload.entry] {
        drawing[column, workload] = full.cell(column, row)
      }
    }
    return drawing.finish()
  }
}
