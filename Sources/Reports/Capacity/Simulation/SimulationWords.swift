import Analysis
import Simulation
import Topology

/// Sentences about simulations.
struct SimulationWords {
  let topology: Topology

  private static let mostNames = 4

  /// `24.3ms ± 210us`.
  static func measure(_ measure: Measure, _ format: (Double) -> String) -> String {
    guard measure.halfWidth.isFinite, measure.halfWidth > 0 else { return format(measure.value) }
    return "\(format(measure.value)) ± \(format(measure.halfWidth))"
  }

  /// `10 runs of 96s, 600000 events, seed 1; mean response times to within 0.8% (95% confidence)`.
  static func effort(_ effort: SimulationResult.Effort) -> String {
    let runs = Words.count(effort.replications, "run")
    let failures = effort.failures.map { ", \(failed($0))" } ?? ""
    let size = "\(runs) of \(Figures.duration(effort.time)), \(effort.events) events, seed \(effort.seed)\(failures)"
    guard let precision = effort.precision, precision.isFinite else { return size }
    return "\(size); mean response times to within \(Figures.share(precision)) (95% confidence)"
  }

  /// Replicas that failed in all runs together.
  private static func failed(_ count: Int) -> String {
    count > 0 ? Words.count(count, "failure") + " of replicas" : "no failure of a replica, for the runs are short"
  }

  static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .agrees: "agrees"
    case .notConfirmed: "not confirmed"
    case .tooBusy: "too busy to tell: trust the formula"
    case .incomparable: ""
    }
  }

  /// `agrees`, or which figures are not confirmed.
  static func verdict(_ component: SimulationComparison.Component) -> String {
    let doubted = component.pairs.filter { $0.verdict == .notConfirmed }.map(\.name)
    if !doubted.isEmpty { return Words.list(doubted) + " not confirmed" }
    return verdict(component.pairs.contains { $0.verdict == .tooBusy } ? .tooBusy : .agrees)
  }

  /// `checkout p99: computed 84ms, simulated 97ms ± 2ms: not confirmed`.
  static func doubt(_ subject: String, _ pair: SimulationComparison.Pair) -> String {
    let simulated = pair.simulated == nil ? "growing without end" : pair.simulatedText
    return "\(Words.code(subject)), \(pair.name): computed \(pair.computedText), simulated \(simulated): not confirmed"
  }

  /// Why a workload is not simulated.
  func refusal(_ refusal: Refusal) -> String {
    let name = Words.code(topology.name(EntityID(.workload, refusal.workload)))
    guard refusal.missing.isEmpty else {
      return "\(name) cannot be simulated without \(list(refusal.missing.map(topology.describe)))"
    }
    let neighbours = refusal.neighbours.map { topology.name(EntityID(.workload, $0)) }
    return "\(name) is not simulated: it shares components with \(list(neighbours)), which cannot be"
  }

  /// `a call is tried once: web -> shop.buy and 3 more`.
  func convention(_ convention: Convention, _ entities: [EntityID]) -> String {
    "\(convention.words): \(list(entities.map(topology.id)))"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(Self.mostNames).map(Words.code)
    let rest = names.count - shown.count
    return rest > 0 ? shown.joined(separator: ", ") + " and \(rest) more" : Words.list(shown)
  }

  /// A law that did not hold.
  func broken(_ check: LawCheck) -> String {
    let law =
      switch check.law {
      case .flowBalance: "what comes and what goes"
      case .little: "Little's law"
      case .utilization: "the utilization law"
      }
    let party = Words.code(topology.name(EntityID(.party, check.party)))
    return "\(law) at \(party) is off by \(Figures.share(abs(check.deviation))): the run is too short to rely on"
  }

  // MARK: Recovery

  func trigger(_ trigger: Trigger) -> String {
    switch trigger {
    case .burst(let workload): "the burst of \(Words.code(topology.name(EntityID(.workload, workload))))"
    case .outage(let party, let duration):
      "an outage of \(Words.code(topology.name(EntityID(.party, party)))) of \(Figures.duration(duration))"
    }
  }

  /// `after an outage of orders of 1s, checkout is back within 3.2s`, or that it never is.
  func recovery(_ workload: WorkloadRecovery, _ recovery: Recovery) -> String {
    let name = Words.code(topology.name(EntityID(.workload, workload.workload)))
    let after = "after \(trigger(recovery.trigger))"
    if workload.recovered == recovery.replications {
      guard let time = workload.time?.value, time > 0 else { return "\(after), \(name) is answered as before" }
      return "\(after), \(name) is back within \(Figures.duration(time))"
    }
    guard recovery.isConclusive else {
      return
        "\(after), it was not seen what becomes of \(name): the runs end \(Figures.duration(recovery.observed)) later"
    }
    let rates =
      "\(Figures.rate(workload.before.value)) were answered well before, \(Figures.rate(workload.atEnd.value))"
    let runs =
      workload.recovered > 0 ? " in \(recovery.replications - workload.recovered) of \(recovery.replications) runs" : ""
    return "\(after), \(name) does not recover\(runs) although the load is removed: \(rates) are "
      + "\(Figures.duration(recovery.observed)) later"
  }
}
