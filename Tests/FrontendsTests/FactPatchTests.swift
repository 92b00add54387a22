import Diagnostics
import Testing
import Topology
import YAMLTree

@testable import Frontends

/// A fact set in the model is written into the file so that reading it again gives the same fact.
struct FactPatchTests {
  struct Case: CustomStringConvertible, Sendable {
    var name: String
    var text: String
    var target: String
    var value: String
    var expected: String
    var description: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a plain value is replaced, and the comment behind it stays",
      text: "services:\n  web:\n    replicas: 2 # enough\n    state: none\n", target: "web.state", value: "session",
      expected: "services:\n  web:\n    replicas: 2 # enough\n    state: session\n"),
    Case(
      name: "a short form becomes the map that says the same",
      text: "services: {web: {replicas: 4}}\n", target: "web.replicas.max", value: "8",
      expected: "services: {web: {replicas: {min: 4, max: 8}}}\n"),
    Case(
      name: "a new key in a block goes behind the last one, in front of what follows",
      text: "services:\n  web:\n    replicas: 2   # enough\n\n  # the other\n  api: {}\n", target: "web.state",
      value: "none",
      expected: "services:\n  web:\n    replicas: 2   # enough\n    state: none\n\n  # the other\n  api: {}\n"),
    Case(
      name: "a new key in a flow map", text: "services: {web: {replicas: 2}}\n", target: "web.state", value: "none",
      expected: "services: {web: {replicas: 2, state: none}}\n"),
    Case(
      name: "a new key in an empty map", text: "services: {web: {}}\n", target: "web.scaling.mode", value: "auto",
      expected: "services: {web: {scaling: {mode: auto}}}\n"),
    Case(
      name: "none becomes the value of the main field",
      text: "services: {web: {operations: {pay: {idempotency: none}}}}\n", target: "web.pay.idempotency.mechanism",
      value: "key", expected: "services: {web: {operations: {pay: {idempotency: key}}}}\n"),
    Case(
      name: "a record that was declared none is there again",
      text: "services: {web: {failover: none}}\n", target: "web.failover.time", value: "30s",
      expected: "services: {web: {failover: {mode: none, time: 30s}}}\n"),
    Case(
      name: "a link in a list",
      text:
        "services: {web: {}, api: {}}\nlinks:\n  - from: web\n    to: api   # main\n    timeout: 1s\n  - {from: api, to: web}\n",
      target: "web -> api.retry.max_attempts", value: "2",
      expected:
        "services: {web: {}, api: {}}\nlinks:\n  - from: web\n    to: api   # main\n    timeout: 1s\n    retry: {max_attempts: 2}\n  - {from: api, to: web}\n"
    ),
    Case(
      name: "an interface", text: "services: {web: {interfaces: {api: {exposure: public, operations: {pay: {}}}}}}\n",
      target: "web/api.versioning", value: "path",
      expected: "services: {web: {interfaces: {api: {exposure: public, operations: {pay: {}}, versioning: path}}}}\n"),
    Case(
      name: "a value with its provenance is stated anew",
      text:
        "services: {web: {}}\nclients: {c: {}}\nworkloads: {w: {client: c, entry: web, rate: {value: 4/s, basis: measured}}}\n",
      target: "w.rate", value: "8/s",
      expected: "services: {web: {}}\nclients: {c: {}}\nworkloads: {w: {client: c, entry: web, rate: 8/s}}\n"),
    Case(
      name: "a merged key is overridden here and left alone elsewhere",
      text: "services:\n  a: &base {replicas: 2}\n  b: {<<: *base, state: none}\n", target: "b.replicas", value: "3",
      expected: "services:\n  a: &base {replicas: 2}\n  b: {<<: *base, state: none, replicas: 3}\n"),
    Case(
      name: "a default is overridden in the entity",
      text: "system: {name: s, defaults: {service: {replicas: 2}}}\nservices: {web: {state: none}}\n",
      target: "web.replicas", value: "3",
      expected: "system: {name: s, defaults: {service: {replicas: 2}}}\nservices: {web: {state: none, replicas: 3}}\n"),
    Case(
      name: "line ends as the file has them", text: "services:\r\n  web:\r\n    replicas: 2\r\n", target: "web.state",
      value: "none", expected: "services:\r\n  web:\r\n    replicas: 2\n    state: none\r\n"),
  ]

  @Test(arguments: cases)
  func theFileSaysSo(_ item: Case) throws {
    let head = "topolint: 1\n"
    let file = SourceFile(path: "a.yaml", bytes: Array((head + item.text).utf8))
    let (topology, stream) = try read(file)
    let (entity, column) = try fact(item.target, topology)
    let edit = try FactPatch(topology, streams: [stream]).set(column, of: entity, to: item.value)
    let patched = file.applying([edit])
    #expect(String(decoding: patched, as: UTF8.self) == head + item.expected)
    var sources = Sources()
    let wanted = try FactSetting("\(item.target)=\(item.value)", in: topology, sources: &sources)
      .applied(to: topology, sources: &sources)
    let (after, _) = try read(SourceFile(path: "a.yaml", bytes: patched))
    #expect(after.valueText(FactID(column, row: entity.row)) == wanted.valueText(FactID(column, row: entity.row)))
  }

  @Test func whatIsSharedIsNotEdited() throws {
    let file = SourceFile(
      path: "a.yaml",
      bytes: Array("topolint: 1\nservices:\n  a: &same {replicas: 2}\n  b: *same\n".utf8))
    let (topology, stream) = try read(file)
    let (entity, column) = try fact("b.replicas", topology)
    #expect(throws: FactPatch.Failure.self) {
      try FactPatch(topology, streams: [stream]).set(column, of: entity, to: "3")
    }
  }

  @Test func severalFactsOfOneEntity() throws {
    let file = SourceFile(
      path: "a.yaml",
      bytes: Array("topolint: 1\nservices: {web: {operations: {pay: {effect: create, idempotency: none}}}}\n".utf8))
    let (topology, stream) = try read(file)
    let entity = try #require(topology.entity(withID: "web.pay"))
    let edits = try FactPatch(topology, streams: [stream]).apply(
      "{idempotency: {mechanism: key, window: 24h}, audit: true, checkpointed: true}", to: entity)
    #expect(
      String(decoding: file.applying(edits), as: UTF8.self)
        == "topolint: 1\nservices: {web: {operations: {pay: {effect: create, idempotency: {mechanism: key, window: 24h}, audit: true, checkpointed: true}}}}\n"
    )
  }

  private func read(_ file: SourceFile) throws -> (Topology, YAMLStream) {
    let stream = YAMLReader.read(file, id: FileID(rawValue: 0))
    let result = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    #expect(!result.hasErrors, "\(result.diagnostics.map(\.message))")
    return (try #require(result.topologies.first), stream)
  }

  private func fact(_ target: String, _ topology: Topology) throws -> (EntityID, ColumnID) {
    let dots = target.indices.filter { target[$0] == "." }
    for dot in dots.reversed() {
      guard let entity = topology.entity(withID: String(target[..<dot])),
        let column = Schema.table(entity.table).column(String(target[target.index(after: dot)...]))
      else { continue }
      return (entity, column)
    }
    throw Missing(target: target)
  }

  struct Missing: Error { var target: String }
}
