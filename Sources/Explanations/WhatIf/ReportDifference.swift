public import Analysis
public import Checking
public import Rules
internal import Topology

/// What changed between two answers about one system: what a setting does, or a suggested change.
public struct ReportDifference: Sendable {
  /// Findings that are gone, as they were.
  public var cleared: [Finding]
  /// Findings that are new.
  public var raised: [Finding]
  /// The facts that are asked for no more, and those that are now.
  public var settled: [Question]
  public var asked: [Question]
  /// Figures that moved, in the order of the model.
  public var figures: [FigureChange]

  /// One figure before and after.
  public struct FigureChange: Sendable {
    public var subjectID: String
    public var figure: Figure
    public var before: Estimate
    public var after: Estimate
  }

  /// Compares two reports on models with the same entities.
  ///
  /// - Parameter most: How many figures are wanted; all of them where it is left out.
  public init(from before: SystemReport, to after: SystemReport, figures most: Int = .max) {
    let (old, new) = (Set(before.findings.map(\.identity)), Set(after.findings.map(\.identity)))
    cleared = before.findings.filter { !new.contains($0.identity) }
    raised = after.findings.filter { !old.contains($0.identity) }
    let (oldFacts, newFacts) = (Set(before.questions.map(\.fact)), Set(after.questions.map(\.fact)))
    settled = before.questions.filter { !newFacts.contains($0.fact) }
    asked = after.questions.filter { !oldFacts.contains($0.fact) }
    figures = Self.changes(from: before.analysis, to: after.analysis, most)
  }

  /// Whether nothing changed that anybody is told of.
  public var isEmpty: Bool { cleared.isEmpty && raised.isEmpty && settled.isEmpty && asked.isEmpty && figures.isEmpty }

  /// Figures of capacity before and after, where they differ in the digits that people are shown.
  ///
  /// - Parameter most: How many are wanted, of the first in the order of the model.
  public static func changes(
    from before: CapacityAnalysis, to after: CapacityAnalysis, _ most: Int = .max
  ) -> [FigureChange] {
    let topology = before.topology
    let compared = [TableID.workload, .party].flatMap { table in topology.rows(of: table).map { EntityID(table, $0) } }
    let names = [TableID.workload: figures(of: .workload), .party: figures(of: .party)]
    return ReadLog.unrecorded {
      guard most == .max else {
        // Later ones are never computed.
        let changes = compared.lazy.flatMap { entity in
          figures(of: entity, names, topology).lazy.compactMap { change(of: $0, entity, before, after) }
        }
        return Array(changes.prefix(most))
      }
      // Figures of one entity have work in common, so that they are one piece of it.
      return Parallel.map(compared.count) { index in
        figures(of: compared[index], names, topology).compactMap { change(of: $0, compared[index], before, after) }
      }.flatMap(\.self)
    }
  }

  private static func figures(
    of entity: EntityID, _ names: [TableID: [Figure]], _ topology: Topology
  ) -> [Figure] {
    let figures = names[entity.table] ?? []
    guard entity.table == .party else { return figures }
    return figures.filter { $0.kinds.contains(topology.kind(ofParty: entity.row)) }
  }

  private static func change(
    of figure: Figure, _ entity: EntityID, _ before: CapacityAnalysis, _ after: CapacityAnalysis
  ) -> FigureChange? {
    let (old, new) = (figure.estimate(before, entity.row), figure.estimate(after, entity.row))
    // Texts take longer to make than most figures.
    let isSame = old.value == new.value && old.missing.isEmpty == new.missing.isEmpty
    guard !isSame, FigureText.text(old, figure.unit) != FigureText.text(new, figure.unit) else { return nil }
    return FigureChange(subjectID: before.topology.id(of: entity), figure: figure, before: old, after: new)
  }

  /// The figures that say how a system does; the others follow from them.
  private static let names: [TableID: [String]] = [
    .workload: ["max_rate", "latency.mean", "latency.p99", "availability"],
    .party: ["utilization", "peak_utilization", "replicas_needed"],
  ]

  static func figures(of table: TableID) -> [Figure] {
    (names[table] ?? []).compactMap { FigureCatalog.figure($0, of: table) }
  }
}
