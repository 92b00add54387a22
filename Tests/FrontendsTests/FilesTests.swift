import Diagnostics
import Frontends
import Testing
import Topology
import YAMLTree

@Suite("Several files")
struct FilesTests {
  @Test("of one system form one topology, references reach over files in any order")
  func merge() throws {
    let topology = try Reading(
      "topolint: 1\nsystem: shop\nlinks: [{from: web, to: db}]\nservices: {web: {}}",
      "topolint: 1\nsystem: shop\nstores: {db: {}}\nlinks: [{from: db, to: disk}]",
      "topolint: 1\nstores: {disk: {}}"
    ).topology()
    #expect(topology.name == "shop")
    #expect(topology.rows(of: .party).map { topology.name(EntityID(.party, $0)) } == ["web", "db", "disk"])
    #expect(topology.count(.link) == 2)
  }

  @Test("of several systems form several topologies")
  func several() throws {
    let reading = try Reading("topolint: 1\nsystem: a\nservices: {x: {}}", "topolint: 1\nsystem: b\nservices: {x: {}}")
    #expect(reading.messages == [])
    #expect(reading.result.topologies.map(\.name) == ["a", "b"])
  }

  @Test("and several documents of one file are alike")
  func documents() throws {
    let topology = try Reading(
      "topolint: 1\nservices: {a: {}}\n---\ntopolint: 1\nlinks: [{from: a, to: b}]\nservices: {b: {}}"
    )
    .topology()
    #expect(topology.count(.party) == 2)
    #expect(topology.count(.link) == 1)
  }

  @Test("may state a fact of the system twice if they agree")
  func agreement() throws {
    let reading = try Reading(
      "topolint: 1\nsystem: {name: a, horizon: 1y, version: x}",
      "topolint: 1\nsystem: {name: a, horizon: 12months, version: x}")
    #expect(reading.messages == [])
  }

  @Test("of no format are skipped unless they are named")
  func foreign() throws {
    var sources = Sources()
    var file = Reading.input("compose.yaml", Array("services: {web: {image: nginx}}".utf8), &sources)
    let reader = TopologyReader(technologies: TechnologyTable())
    #expect(reader.read([file]).diagnostics.map(\.code) == ["unknown-format"])
    file.isNamed = false
    let result = reader.read([file])
    #expect(result.diagnostics.isEmpty)
    #expect(result.skipped.map(\.path) == ["compose.yaml"])
    #expect(result.topologies.isEmpty)
  }

  @Test("the examples have no mistakes", arguments: ["corner-shop", "payments", "sock-shop"])
  func examples(_ name: String) throws {
    let paths = try Repository.files(under: "fixtures/\(name)", suffix: ".yaml")
    var sources = Sources()
    let inputs = try paths.map { Reading.input($0, try Repository.bytes($0), &sources) }
    let overlays = inputs.filter { $0.stream.file.path.contains("/overlays/") }
    let files = inputs.filter { !$0.stream.file.path.contains("/overlays/") }
    let reader = TopologyReader(technologies: MalformedTests.technologies)
    #expect(reader.read(files, overlays: overlays).diagnostics.map(\.message) == [])
    #expect(reader.read(files).topologies.count == 1)
  }

  @Test("messages beyond the limit are counted")
  func limit() throws {
    let mistakes = (1...300).map { "  s\($0): {replicaz: 1}\n" }.joined()
    let result = try Reading("topolint: 1\nservices:\n" + mistakes).result
    #expect(result.diagnostics.count == 200)
    #expect(result.droppedDiagnostics == 100)
    #expect(result.hasErrors)
  }
}
