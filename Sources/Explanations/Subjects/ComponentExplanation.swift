internal import Analysis
internal import Checking
internal import Rules
internal import Topology

/// Explains a client, service, store or queue.
struct ComponentExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var entity: EntityID { EntityID(.party, row) }

  func explanation() -> Explanation {
    let kind = "\(topology.kind(ofParty: row))"
    return Explanation(
      subject: topology.id(of: entity), kind: .component, title: "\(kind) \(model.quoted(entity))",
      sections: [
        Explanation.Section("", [.paragraph(summary), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity)), .table(operations)]),
        Explanation.Section(
          isQueue ? "Who puts work in" : "Who calls it", [.facts(model.lines(ofLinks: topology.incoming(ofParty: row)))]
        ),
        Explanation.Section(
          isQueue ? "Who takes it out" : "Whom it calls",
          [.facts(model.lines(ofLinks: topology.outgoing(ofParty: row)))]),
        Explanation.Section("Load", load), Explanation.Section("Workloads through it", [.table(workloads)]),
        Explanation.Section("What it survives", survival),
      ] + model.verdictSections(on: model.surroundings(of: entity)))
  }

  private var isQueue: Bool { topology.kind(ofParty: row) == .queue }

  private var summary: String {
    let callers = topology.incoming(ofParty: row).count
    let callees = topology.outgoing(ofParty: row).count
    let system = topology.name.map { " of `\($0)`" } ?? ""
    let links = "\(callers) \(callers == 1 ? "link" : "links") in, \(callees) out"
    let operations = topology.operations(ofParty: row).count
    let offer = operations == 0 ? "" : ", \(operations) \(operations == 1 ? "operation" : "operations")"
    return "A \(topology.kind(ofParty: row))\(system): \(links)\(offer)."
  }

  private var operations: Explanation.Table {
    Explanation.Table(
      ["operation", "effect", "idempotency"],
      topology.operations(ofParty: row).map { operation in
        let entity = EntityID(.operation, Int(operation))
        return [model.quoted(entity)] + ["effect", "idempotency.mechanism"].map { word($0, Int(operation)) }
      })
  }

  private func word(_ path: String, _ operation: Int) -> String {
    guard let column = Schema.table(.operation).column(path) else { return "" }
    return topology.valueText(FactID(column, row: operation))
  }

  // MARK: Load

  private var load: [Explanation.Block] {
    guard topology.kind(ofParty: row) != .client else { return [] }
    guard topology.count(.workload) > 0 else { return [.paragraph("No workload is stated, so its load is not known.")] }
    return [.facts(FigureLines(model).lines(of: entity, named: Self.figures) + headroom)]
  }

  private static let figures = [
    "arrival_rate", "peak_arrival_rate", "servers", "utilization", "peak_utilization", "write_utilization",
    "utilization_at_horizon", "replicas_needed", "utilization_after_replica_loss", "utilization_after_zone_loss",
    "wait_time", "response_time", "response_time.p99",
  ]

  /// What is left at peak.
  private var headroom: [Explanation.FactLine] {
    let estimate = model.analysis.peakUtilization(ofParty: row)
    guard let value = estimate.value else { return [] }
    let left = Interval(low: max(0, 1 - value.high), high: max(0, 1 - value.low))
    return [
      Explanation.FactLine(
        "headroom", FigureText.text(left, .fraction, isOpen: !estimate.missing.isEmpty), note: "1 − peak utilization")
    ]
  }

  private var workloads: Explanation.Table {
    Explanation.Table(
      ["workload", "visits per request", "share of the load", "rate", "peak"],
      model.analysis.workloads(visiting: row).map { workload in
        [
          model.quoted(EntityID(.workload, workload)),
          FigureText.text(model.analysis.visits(ofParty: row, byWorkload: workload), .count, isOpen: false),
          share(of: workload),
          FigureText.text(model.analysis.rate(ofWorkload: workload), .rate),
          FigureText.text(model.analysis.peak(ofWorkload: workload), .rate),
        ]
      })
  }
}

extension ComponentExplanation {
  /// The part of what arrives that a workload brings, ordinarily.
  private func share(of workload: Int) -> String {
    guard let whole = model.analysis.arrivalRate(ofParty: row).point, whole > 0, whole.isFinite,
      let rate = model.analysis.rate(ofWorkload: workload).point,
      let visits = model.analysis.visits(ofParty: row, byWorkload: workload).point
    else { return "not known" }
    return FigureText.number(rate * visits / whole, .fraction)
  }

  /// What goes on when copies, zones or all of it are lost, and how it comes back.
  private var survival: [Explanation.Block] {
    guard topology.kind(ofParty: row) != .client else { return [] }
    return [.facts(FigureLines(model).lines(of: entity, named: Self.survivalFigures))]
  }

  private static let survivalFigures = [
    "survives_replica_loss", "survives_zone_loss", "survives_region_loss", "stops_workloads", "own_availability",
    "downtime_share", "failover_time", "failover_point", "recovery_time", "recovery_point",
  ]
}

/// Computed figures as lines, each with what would settle it.
struct FigureLines {
  private let model: ModelView

  init(_ model: ModelView) { self.model = model }

  /// The figures that apply to the entity.
  func lines(of entity: EntityID, named names: [String]) -> [Explanation.FactLine] {
    names.compactMap { FigureCatalog.figure($0, of: entity.table) }.compactMap { line($0, entity) }
  }

  private func line(_ figure: Figure, _ entity: EntityID) -> Explanation.FactLine? {
    let estimate = figure.estimate(model.analysis, entity.row)
    guard estimate.isApplicable else { return nil }
    let missing = estimate.missing.prefix(3).map { "`\(model.topology.describe($0))`" }.joined(separator: ", ")
    let more = estimate.missing.count > 3 ? " and \(estimate.missing.count - 3) more" : ""
    let note = missing.isEmpty ? figure.doc : "\(figure.doc); \(missing)\(more) not stated"
    return Explanation.FactLine(
      figure.name, FigureText.text(estimate, figure.unit),
      basis: estimate.value == nil || estimate.basis.isFirm ? nil : estimate.basis.word, note: note)
  }
}
