import Analysis
import Explanations
import Topology

extension CapacitySections {
  /// What one failure does.
  static func failures(_ analysis: CapacityAnalysis, in context: ReportContext) -> [Explanation.Section] {
    guard analysis.topology.count(.workload) > 0 else { return [] }
    let words = FailureWords(topology: analysis.topology)
    let effects = context.showsAll ? analysis.failureEffects() : words.telling(analysis.failureEffects())
    let shown = context.showsAll ? effects : Array(effects.prefix(mostEffects))
    let rows = shown.map { [words.name($0.loss), words.stops($0), words.others($0)] }
    let table = Explanation.Block.table(Explanation.Table(["Lost", "Not answered", "Also"], rows))
    let rest = effects.count - shown.count
    return [
      Explanation.Section(
        "What one failure does", [table, .paragraph(rest > 0 ? "And \(Words.count(rest, "other")) (`--all`)." : "")])
    ]
  }

  private static let mostEffects = 15
}

/// The effect of a loss in the words of the system.
struct FailureWords {
  let topology: Topology

  func name(_ loss: FailureEffect.Loss) -> String {
    switch loss {
    case .replica(let party): "one copy of \(name(party))"
    case .component(let party): name(party)
    case .zone(let zone): "zone \(zone)"
    case .region(let region): "region \(region)"
    case .host(let host): "host \(host)"
    case .runtime(let runtime): "platform \(runtime)"
    case .link(let link): topology.id(of: EntityID(.link, link))
    }
  }

  func stops(_ effect: FailureEffect) -> String {
    guard !effect.stops.isEmpty else { return "-" }
    return effect.stops.map { stop in
      let name = workload(stop.workload)
      return stop.share == .one ? name : "\(name) (\(Figures.interval(stop.share, Figures.share)))"
    }.joined(separator: ", ")
  }

  func others(_ effect: FailureEffect) -> String {
    var parts: [String] = []
    if !effect.degrades.isEmpty { parts.append("\(list(effect.degrades)) without it") }
    if !effect.delays.isEmpty { parts.append("part of \(list(effect.delays)) waits") }
    parts += effect.overloads.map { overload in
      "\(name(overload.party)) at \(Figures.interval(overload.utilization, Figures.share)) (\(cause(overload.cause)))"
    }
    parts += effect.dataLosses.map { "\(name($0.party)) loses \(work($0.work))" }
    if effect.interruption.high > 0 {
      let time = Figures.interval(effect.interruption, Figures.duration)
      parts.append(time == "not known" ? "a failover of unknown time" : "\(time) without service")
    }
    return parts.isEmpty ? "-" : parts.joined(separator: "; ")
  }

  /// Without the links that cost what the component behind them costs, which stands there already.
  func telling(_ effects: [FailureEffect]) -> [FailureEffect] {
    var components: [Int: FailureEffect] = [:]
    for effect in effects { if case .component(let party) = effect.loss { components[party] = effect } }
    return effects.filter { effect in
      guard case .link(let link) = effect.loss, let behind = components[topology.target(ofLink: link)] else {
        return true
      }
      return effect.stops.contains { stop in
        (behind.stops.first { $0.workload == stop.workload }?.share.high ?? 0) < stop.share.high
      }
    }
  }

  // MARK: Parts

  private func name(_ party: Int) -> String { topology.name(EntityID(.party, party)) }

  private func workload(_ row: Int) -> String { topology.name(EntityID(.workload, row)) }

  private func cause(_ cause: FailureEffect.Overload.Cause) -> String {
    switch cause {
    case .fewerCopies: "what is left"
    case .coldCache: "without the cache"
    case .retries: "retries"
    }
  }

  private func list(_ workloads: [Int]) -> String { workloads.map(workload).joined(separator: ", ") }

  private func work(_ work: Estimate) -> String {
    guard let value = work.value else { return "work (how much is not stated)" }
    return value.low == .infinity ? "everything" : "\(Figures.interval(value, Figures.duration)) of work"
  }
}
