import Topology

/// One figure that is asked for in every sample.
struct UncertainQuestion: Sendable {
  let figure: Figure
  let row: Int
  let kind: Kind

  /// What is asked, what has no steady state, and what is wanted.
  struct Kind: Sendable {
    let table: TableID
    let name: String
    var instability = Instability.never
    var objective: ObjectiveRule?
    /// Of parties: the kinds whose figure is worth a line of its own.
    var kinds = PartyKind.components
  }

  enum Instability: Sendable {
    case never
    /// From 1 on.
    case atOne
    /// Without end.
    case endless

    func holds(_ value: Double) -> Bool {
      switch self {
      case .never: false
      case .atOne: value >= 1
      case .endless: value == .infinity
      }
    }
  }

  /// The objective that is stated for a figure.
  struct ObjectiveRule: Sendable {
    let columns: [ColumnID]
    /// Of the subject itself, or of the system.
    var isOfSystem = false
    let isCeiling: Bool

    /// The first that is stated.
    func target(_ topology: Topology, _ row: Int) -> Double? {
      columns.lazy.compactMap { topology.number($0, isOfSystem ? 0 : row) }.first
    }

    func isMissed(_ value: Double, _ target: Double) -> Bool { isCeiling ? value > target : value < target }
  }

  /// What is asked of a system where nobody asks for less, or the figures with some names.
  static func all(of topology: Topology, _ names: Set<String>?) -> [UncertainQuestion] {
    (names.map(Self.kinds(named:)) ?? kinds).flatMap { kind -> [UncertainQuestion] in
      guard let figure = FigureCatalog.figure(kind.name, of: kind.table) else { return [] }
      return topology.rows(of: kind.table)
        .filter { kind.table != .party || figure.kinds.contains(topology.kind(ofParty: $0)) }
        .filter { names != nil || kind.isAsked(topology, $0) }
        .map { UncertainQuestion(figure: figure, row: $0, kind: kind) }
    }
  }

  /// Figures that nobody asks for unasked have no objective.
  private static func kinds(named names: Set<String>) -> [Kind] {
    FigureCatalog.all.filter { names.contains($0.name) }.map { figure in
      kinds.first { $0.name == figure.name && $0.table == figure.table }
        ?? Kind(table: figure.table, name: figure.name)
    }
  }

  func value(_ analysis: CapacityAnalysis) -> Interval {
    let estimate = figure.estimate(analysis, row)
    return estimate.value ?? .unbounded
  }

  private static let kinds: [Kind] =
    [
      Kind(table: .workload, name: "max_rate", objective: floor(.workload, "slo.throughput", "peak")),
      Kind(table: .workload, name: "availability", objective: floor(.workload, "slo.availability")),
      Kind(
        table: .workload, name: "runway",
        objective: ObjectiveRule(columns: [Facts.System.horizon], isOfSystem: true, isCeiling: false)),
    ]
    + ["mean", "p50", "p95", "p99"].flatMap { member in
      ["latency", "peak_latency"].map { name in
        Kind(
          table: .workload, name: "\(name).\(member)", instability: .endless,
          objective: ceiling(.workload, "slo.latency.\(member)"))
      }
    } + [
      Kind(table: .party, name: "utilization", instability: .atOne),
      Kind(
        table: .party, name: "peak_utilization", instability: .atOne,
        objective: ObjectiveRule(columns: [Facts.System.targetUtilization], isOfSystem: true, isCeiling: true)),
      Kind(table: .party, name: "runway"), Kind(table: .party, name: "storage_runway"),
      Kind(
        table: .party, name: "burst_backlog", instability: .endless, objective: ceiling(.party, "max_length"),
        kinds: [.queue]),
      Kind(table: .party, name: "drain_time", instability: .endless, kinds: [.queue]),
      Kind(
        table: .party, name: "oldest_age", instability: .endless, objective: ceiling(.party, "ttl", "retention"),
        kinds: [.queue]),
      Kind(table: .link, name: "peak_bandwidth_utilization", instability: .atOne),
      Kind(table: .system, name: "largest_peak_factor"),
    ]

  private static func ceiling(_ table: TableID, _ paths: String...) -> ObjectiveRule {
    ObjectiveRule(columns: paths.map { Schema.named(table, $0) }, isCeiling: true)
  }

  private static func floor(_ table: TableID, _ paths: String...) -> ObjectiveRule {
    ObjectiveRule(columns: paths.map { Schema.named(table, $0) }, isCeiling: false)
  }
}

extension UncertainQuestion.Kind {
  /// Of parties those of the right kinds; of the response times, which take longest to compute, the 99th percentile and those with an objective.
  fileprivate func isAsked(_ topology: Topology, _ row: Int) -> Bool {
    if table == .party, !kinds.contains(topology.kind(ofParty: row)) { return false }
    if name == "runway", !Self.grows(topology) { return false }
    guard name.contains("latency."), !name.hasSuffix(".p99") else { return true }
    return objective?.target(topology, row) != nil
  }

  /// Without growth, nothing ever becomes full that is not.
  private static func grows(_ topology: Topology) -> Bool {
    topology.number(Facts.System.growth, 0) != nil
      || topology.rows(of: .workload).contains { topology.number(Facts.Workload.growth, $0) != nil }
  }
}
