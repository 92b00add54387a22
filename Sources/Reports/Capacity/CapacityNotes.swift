import Analysis
import Topology

/// What the figures of a system rest on, and what they lack.
struct CapacityNotes {
  private let topology: Topology
  /// For each missing fact, what would be known with it.
  private(set) var missing: [(fact: FactID, lacks: [String])] = []
  private var positions: [FactID: Int] = [:]
  private var assumed: Set<Assumption> = []
  private var omitted: Set<Omission> = []
  private var formulas: [Formula] = []

  init(_ topology: Topology) { self.topology = topology }

  var assumptions: [String] { assumed.sorted().map(\.words) }
  var omissions: [String] { omitted.sorted().map(\.words) }

  /// The formulas used, in the order of their first use, with their sources.
  var derivations: [String] { formulas.map { "\($0.words) (\($0.source))" } }

  /// One line for each missing fact, those that leave most open first:
  /// `orders-db.service_time is not stated: the largest rate of checkout is at most 200/s`.
  var missingLines: [String] {
    ranked.map { fact, lacks in
      let shown = lacks.prefix(3)
      let rest = lacks.count > 3 ? "; and \(lacks.count - 3) more" : ""
      return "\(Words.code(topology.describe(fact))) is not stated: \(shown.joined(separator: "; "))\(rest)"
    }
  }

  private var ranked: [(fact: FactID, lacks: [String])] {
    missing.enumerated().sorted { (-$0.element.lacks.count, $0.offset) < (-$1.element.lacks.count, $1.offset) }
      .map(\.element)
  }

  mutating func add(_ workload: WorkloadFigures) {
    let of = " of \(Words.code(workload.name))"
    add(workload.rate, "the rate\(of)", Figures.rate)
    add(workload.peak, "the peak\(of)", Figures.rate)
    add(workload.largest.rate, "the largest rate\(of)", Figures.rate)
    add(workload.latency.mean, "the response time\(of)", Figures.duration)
    add(workload.latency.p99, nil, Figures.duration)
    for backlog in workload.backlogs { add(backlog.growth, nil, Figures.rate) }
  }

  mutating func add(_ component: ComponentFigures) {
    let of = " of \(Words.code(component.name))"
    add(component.arrivalRate, nil, Figures.rate)
    add(component.utilization, nil, Figures.share)
    add(component.peakUtilization, "the utilization\(of) at peak", Figures.share)
    add(component.replicasNeeded, nil, Figures.number)
    add(component.responseTime.mean, "the response time\(of)", Figures.duration)
    add(component.responseTime.p99, nil, Figures.duration)
  }

  /// - Parameter words: What to call the figure where facts are missing; `nil` where another figure says the same.
  private mutating func add(_ estimate: Estimate, _ words: String?, _ format: (Double) -> String) {
    guard estimate.isApplicable else { return }
    assumed.formUnion(estimate.assumptions)
    omitted.formUnion(estimate.omissions)
    let formula = estimate.formula
    if formula != .stated, formula != .notApplicable, !formulas.contains(formula) { formulas.append(formula) }
    guard let words, !isSettled(estimate, format) else { return }
    for fact in estimate.missing { lack(fact, "\(words) is \(Figures.estimate(estimate, format))") }
  }

  /// Whether the missing facts change nothing in the digits that are shown.
  private func isSettled(_ estimate: Estimate, _ format: (Double) -> String) -> Bool {
    guard let value = estimate.value, value.high.isFinite else { return false }
    return format(value.low) == format(value.high)
  }

  private mutating func lack(_ fact: FactID, _ what: String) {
    if let position = positions[fact] {
      missing[position].lacks.append(what)
    } else {
      positions[fact] = missing.count
      missing.append((fact, [what]))
    }
  }
}
