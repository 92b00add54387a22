import Analysis
import Topology

/// How much of the time things work, and what happens when they do not.
extension CapacityMembers {
  /// What is said of a workload; times in seconds, downtime in 30 days.
  func availability(ofWorkload workload: Int) -> [(String, JSONText)] {
    [
      ("availability", number(analysis.availability(ofWorkload: workload))),
      ("downtime", number(analysis.downtime(ofWorkload: workload))),
      ("outageFrequency", number(analysis.failureFrequency(ofWorkload: workload))),
      ("meanOutage", number(analysis.meanOutage(ofWorkload: workload))),
      ("downtimeCauses", .array(analysis.downtimeCauses(ofWorkload: workload).map(cause))),
    ]
  }

  /// What one failure does, the worst first.
  var failures: [(String, JSONText)] { [("failures", .array(analysis.failureEffects().map(failure)))] }

  // MARK: Parts

  private func cause(_ cause: DowntimeCause) -> JSONText {
    let (kind, name): (String, String) =
      switch cause.source {
      case .component(let party): ("component", self.name(party))
      case .zone(let zone): ("zone", zone)
      case .region(let region): ("region", region)
      }
    return [
      "kind": .string(kind), "name": .string(name), "importance": .number(cause.importance),
      "downtime": .number(cause.downtime),
    ]
  }

  private func failure(_ effect: FailureEffect) -> JSONText {
    let (kind, name): (String, String) =
      switch effect.loss {
      case .replica(let party): ("replica", self.name(party))
      case .component(let party): ("component", self.name(party))
      case .zone(let zone): ("zone", zone)
      case .region(let region): ("region", region)
      case .host(let host): ("host", host)
      case .runtime(let runtime): ("runtime", runtime)
      case .link(let link): ("link", topology.id(of: EntityID(.link, link)))
      }
    return [
      "kind": .string(kind), "name": .string(name),
      "stops": .array(
        effect.stops.map { stop in
          .object([("workload", .string(workload(stop.workload)))] + EstimateJSON.bounds(stop.share))
        }),
      "degrades": .array(effect.degrades.map { .string(workload($0)) }),
      "delays": .array(effect.delays.map { .string(workload($0)) }),
      "overloads": .array(effect.overloads.map(overload)),
      "dataLosses": .array(
        effect.dataLosses.map { ["component": .string(self.name($0.party)), "work": number($0.work)] }),
      "interruption": .object(EstimateJSON.bounds(effect.interruption)),
      "lostRate": .object(EstimateJSON.bounds(effect.lostRate)),
    ]
  }

  private func overload(_ overload: FailureEffect.Overload) -> JSONText {
    let cause =
      switch overload.cause {
      case .fewerCopies: "fewer-copies"
      case .coldCache: "cold-cache"
      case .retries: "retries"
      }
    return .object(
      [("component", .string(name(overload.party))), ("cause", .string(cause))]
        + EstimateJSON.bounds(overload.utilization))
  }

  private func name(_ party: Int) -> String { topology.name(EntityID(.party, party)) }

  private func workload(_ row: Int) -> String { topology.name(EntityID(.workload, row)) }
}
