import Analysis
import Diagnostics
import Expressions
import Foundation
import Testing
import Topology

@testable import Frontends
@testable import Rules

/// A built-in rule with what random models for it are made from: its own examples, and the facts that they state.
struct RuleUnderTest: Sendable, CustomTestStringConvertible {
  let rule: Rule
  let seeds: [Topology]
  /// Those in which the rule finds something.
  let failingSeeds: [Topology]
  /// The columns that some example states, with the records around them: what the rule can depend on.
  let columns: [ColumnID]
  /// The numbers that occur in the examples, by column, ascending.
  let numbers: [ColumnID: [Double]]
  /// The texts that occur in the examples, by column, in order.
  let texts: [ColumnID: [String]]

  var testDescription: String { rule.id }

  /// Whether verdicts rest on computed figures or on who needs whom. There a link to a service without an operation is a
  /// call of an anonymous operation (LANGUAGE, "Links"), not of one that is still to be named.
  let readsFigures: Bool

  /// Whether verdicts rest on who needs whom.
  private let readsPaths: Bool

  private static let figures = Set(FigureCatalog.all.map { $0.group ?? $0.name })

  /// `criticality` is a fact of workloads too, and in rules mostly that.
  private static let pathRelations = Set(TableID.allCases.flatMap(PathRelation.fields).map(\.0))
    .subtracting(["criticality"])

  private static func reads(_ names: Set<String>, in rule: Rule) -> Bool {
    expressions(of: rule).contains { text in
      text.split { !($0.isLetter || $0.isNumber || "._".contains($0)) }
        .contains { $0.split(separator: ".").dropFirst().contains { names.contains(String($0)) } }
    }
  }

  /// Whether the fact is one that the rule takes as drawn: who names whom is closed as links are, but for the places of
  /// data sets and for dead letters. The links of a data set are those that say that they carry it. To figures, calls of
  /// which nobody says that they overlap run in file order (LANGUAGE, "Links").
  func isClosed(_ column: ColumnSpec) -> Bool {
    if column.id == Facts.Link.parallel, readsFigures, !reads(".parallel ") { return true }
    // A standby is drawn, as links are (docs/language.md, "Availability").
    if column.id == Facts.Party.standbyFor, readsPaths { return true }
    if column.id == Facts.Link.data, rule.subjectType == "data", reads("incoming") { return true }
    guard reads("referrers"), column.id != Facts.Party.deadLetter, column.id != Facts.DataSet.canonical else {
      return false
    }
    switch column.field.type {
    case .reference, .list(.reference): return true
    default: return false
    }
  }

  private func reads(_ name: String) -> Bool { Self.expressions(of: rule).contains { $0.contains(name) } }

  private static func expressions(of rule: Rule) -> [String] {
    [rule.condition?.text, rule.defect.text].compactMap { $0 } + rule.lets.map(\.clause.text)
  }

  /// The numbers a condition compares with, as far as they are parameters.
  var thresholds: [Double] {
    rule.parameters.compactMap { if case .double(let value) = $0.value { value } else { nil } }
  }

  /// Of `all` those that `TOPOLINT_SOUNDNESS` names, divided by commas, where it is set: who works on one rule need not
  /// wait for the others.
  static let wanted: [RuleUnderTest] = {
    guard let named = ProcessInfo.processInfo.environment["TOPOLINT_SOUNDNESS"] else { return all }
    let ids = named.split(separator: ",").map(String.init)
    return all.filter { ids.contains($0.rule.id) }
  }()

  /// Every rule of `rules/` that is decided by its condition.
  static let all: [RuleUnderTest] = {
    let folder = packageRoot.appendingPathComponent("rules")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    // Rules stand in the folder of their concern; what stands beside these folders is no rule.
    return files.filter { $0.pathExtension == "yaml" && $0.deletingLastPathComponent().lastPathComponent != "rules" }
      .sorted { $0.path < $1.path }
      .compactMap { try? RuleUnderTest(String(contentsOf: $0, encoding: .utf8)) }
      // Of rings, whose number changes with the facts, `GraphSoundnessTests` holds the law.
      .filter { !$0.rule.isDecidedByEngine && ModelEnvironment.subjects.contains($0.rule.subjectType) }
  }()

  init(_ text: String) throws {
    rule = try readRule(text)
    readsPaths = Self.reads(Self.pathRelations, in: rule)
    readsFigures = readsPaths || Self.reads(Self.figures, in: rule)
    var sources = Sources()
    let file = SourceFile(path: "rule.yaml", bytes: Array(text.utf8))
    let examples = try RuleReader().readExamples(file, id: sources.add(file)).get()
    let models = try examples.map { (example: $0, topology: try model($0.model)) }
      .filter { !Subjects.of(Self.subjectType(text), in: $0.topology).isEmpty }
    seeds = models.map(\.topology)
    failingSeeds = models.filter { !$0.example.fail.isEmpty }.map(\.topology)
    (columns, numbers) = Self.statedFacts(of: seeds)
    // What a record cannot do without is no fact that could be open, but one that whole records are made of.
    let needed = Schema.tables.flatMap(\.columns).filter(\.field.isRequired).map(\.id)
    texts = Self.statedTexts(Array(Set(columns + needed)), of: seeds)
  }

  private static func subjectType(_ text: String) -> String {
    text.split(separator: "\n").first { $0.hasPrefix("for: ") }?.split(separator: " ").dropFirst().first.map(
      String.init)
      ?? ""
  }

  private static func statedFacts(of seeds: [Topology]) -> ([ColumnID], [ColumnID: [Double]]) {
    var columns: [ColumnID] = []
    var numbers: [ColumnID: [Double]] = [:]
    for table in Schema.tables {
      for column in table.columns where !column.field.isRequired && !["name", "from", "to"].contains(column.path) {
        let values = seeds.flatMap { seed in
          seed.rows(of: table.id).filter { isStated(column, $0, seed) }.map { seed.number(column.id, $0) ?? 0 }
        }
        guard !values.isEmpty else { continue }
        columns.append(column.id)
        numbers[column.id] = Set(values).sorted()
      }
    }
    return (columns, numbers)
  }

  private static func statedTexts(_ columns: [ColumnID], of seeds: [Topology]) -> [ColumnID: [String]] {
    var texts: [ColumnID: [String]] = [:]
    for column in columns {
      switch Schema.column(column).field.type {
      case .text:
        texts[column] = distinct(
          seeds.flatMap { seed in seed.rows(of: column.table).compactMap { seed.text(column, $0) } })
      case .list(.text):
        texts[column] = distinct(
          seeds.flatMap { seed in seed.rows(of: column.table).flatMap { seed.textList(column, $0) ?? [] } })
      default: continue
      }
    }
    return texts
  }

  private static func distinct(_ texts: [String]) -> [String] { Set(texts).sorted() }

  private static func isStated(_ column: ColumnSpec, _ row: Int, _ topology: Topology) -> Bool {
    let cell = topology.cell(column.id, row)
    return cell.state != .unknown && cell.basis != .definition
  }
}

/// `rule(_:)`, where a property of that name is in the way.
private func readRule(_ text: String) throws -> Rule { try rule(text) }
