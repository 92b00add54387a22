import Pseudorandom
import Analysis
import Diagnostics
import Foundation
import Frontends
import Testing
import YAMLTree

@testable import Checking
@testable import Rules
@testable import Topology

/// What is taken over from a model that was changed is what a model of its own would say.
struct RevisionTests {
  static let fixtures = BuiltinRuleTests.folder.deletingLastPathComponent().appending(path: "fixtures/systems")
  static let systems = ["three-tier", "session-service", "batch-pipeline", "event-sourced-shop"]

  @Test(arguments: systems)
  func changedModelsSayWhatModelsOfTheirOwnSay(system: String) throws {
    let engine = RuleEngine(rules: try Self.rules())
    for topology in try Self.read(system) {
      let model = SharedModel(revising: nil, to: topology)
      _ = engine.run(on: model)
      Self.askAll(model)
      var random = SeededRandom(seed: system.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
      for _ in 0..<4 {
        let once = random.change(topology)
        let revised = SharedModel(revising: model, to: once.topology)
        try compare(revised, once.topology, engine, once.fact)
        // A session goes on from what is set, and tries further changes on that.
        let twice = random.change(once.topology)
        try compare(SharedModel(revising: revised, to: twice.topology), twice.topology, engine, twice.fact)
      }
    }
  }

  private func compare(_ revised: SharedModel, _ topology: Topology, _ engine: RuleEngine, _ fact: FactID) throws {
    let what: Comment = "\(topology.describe(fact)) = \(topology.valueText(fact))"
    let own = SharedModel(topology)
    let (results, expected) = (engine.run(on: revised), engine.run(on: own))
    let figures = revised.recording { Self.figures(revised) }
    #expect(!revised.isTangled, what)
    #expect(results.findings.map(Self.text) == expected.findings.map(Self.text), what)
    #expect(results.open.map(Self.text) == expected.open.map(Self.text), what)
    #expect(results.counts == expected.counts, what)
    for (index, (mine, expected)) in zip(figures, Self.figures(own)).enumerated() where mine != expected {
      Issue.record("\(what): \(Self.compared[index].name)")
    }
  }

  private static func text(_ finding: Finding) -> String {
    "\(finding.severity) \(finding.rule) \(finding.subjectID): \(finding.message) \(finding.evidence.map(\.message))"
  }

  private static func text(_ verdict: OpenVerdict) -> String {
    "\(verdict.ruleIndex) \(verdict.subject) \(verdict.missing.map(\.rawValue))"
  }

  /// Those that a session compares, without the times, which take minutes in a build for tests.
  private static let compared = FigureCatalog.all.filter {
    ["arrival_rate", "utilization", "peak_utilization", "replicas_needed", "max_rate", "availability"].contains($0.name)
  }

  private static func figures(_ model: SharedModel) -> [[FigureAnswer]] {
    compared.map { figure in
      model.topology.rows(of: figure.table).map { row in FigureAnswer(figure.estimate(model.analysis, row)) }
    }
  }

  private static func askAll(_ model: SharedModel) { _ = figures(model) }

  // MARK: Models

  private static func rules() throws -> [Rule] {
    var sources = Sources()
    let texts = try BuiltinRuleTests.files.map {
      RuleText(path: $0, text: try BuiltinRuleTests.text($0), isBuiltin: true)
    }
    return RuleLibrary(texts, sources: &sources).rules
  }

  private static func read(_ system: String) throws -> [Topology] {
    let folder = fixtures.appending(path: system)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var sources = Sources()
    let inputs = try files.filter { $0.hasSuffix(".yaml") }.map { name in
      let file = SourceFile(path: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
      return InputFile(stream: YAMLReader.read(file, id: sources.add(file)), isNamed: true)
    }
    let read = TopologyReader(technologies: try BuiltinRuleTests.technologies()).read(inputs)
    #expect(!read.topologies.isEmpty)
    return read.topologies
  }
}

/// What a figure comes to, and what it rests on.
private struct FigureAnswer: Equatable {
  var value: Interval?
  var missing: [FactID]
  var basis: Basis
  var inputs: [FactID]

  init(_ estimate: Estimate) {
    value = estimate.value
    missing = estimate.missing
    basis = estimate.basis
    inputs = estimate.inputs
  }
}

/// Changes single facts.
extension SeededRandom {
  /// Another value of a fact that is stated, or one of a fact that is not.
  fileprivate mutating func change(_ topology: Topology) -> (topology: Topology, fact: FactID) {
    while true {
      let table = TableID.allCases[below(TableID.allCases.count)]
      guard topology.count(table) > 0 else { continue }
      let columns = Schema.table(table).columns
      let column = columns[below(columns.count)]
      let row = below(topology.count(table))
      if table == .party, let kinds = column.field.kinds, !kinds.contains(topology.kind(ofParty: row)) { continue }
      let before = topology.cell(column.id, row)
      // Most facts are not stated, and most of those matter to few.
      if before.state == .unknown, below(8) > 0 { continue }
      guard let cell = other(before, column.field.type) else { continue }
      return (topology.setting(column.id, row, to: cell), FactID(column.id, row: row))
    }
  }

  private mutating func other(_ cell: Cell, _ type: FieldType) -> Cell? {
    let payload: UInt64
    switch type {
    case .flag: payload = cell.state == .value ? 1 - cell.payload : UInt64(below(2))
    case .enumeration(let enumeration):
      payload = (cell.payload + 1) % UInt64(enumeration.values.count)
    case .quantity(.fraction, _):
      guard !cell.isRange else { return nil }
      payload = Payload.number(cell.state == .value ? Payload.number(cell.payload) / 2 : 0.5)
    case .integer, .number, .quantity:
      guard !cell.isRange else { return nil }
      let number = cell.state == .value ? Payload.number(cell.payload) : 1
      payload = Payload.number(below(2) == 0 ? number * 2 : max(1, number / 2))
    default: return nil
    }
    if cell.state == .value, below(4) == 0 { return .unknown }
    return Cell(.value, basis: .stated, payload: payload, place: cell.place)
  }
}
