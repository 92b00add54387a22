import Analysis
import Topology

extension CapacityMembers {
  /// Queues and components over time, storage and links, in seconds, bytes and fractions.
  var time: [(String, JSONText)] {
    let parties = topology.rows(of: .party).filter { topology.kind(ofParty: $0) != .client }
    return [
      ("bursts", .array(parties.filter { analysis.burstBacklog(ofParty: $0).isApplicable }.map(burst))),
      ("storage", .array(parties.filter { analysis.storage(ofParty: $0).isApplicable }.map(storage))),
      ("links", .array(topology.rows(of: .link).filter { topology.number(bandwidth, $0) != nil }.map(link))),
      ("runway", runway(parties)),
    ]
  }

  private var bandwidth: ColumnID { Schema.named(.link, "bandwidth") }

  private func burst(_ row: Int) -> JSONText {
    [
      "component": name(row), "burstUtilization": number(analysis.burstUtilization(ofParty: row)),
      "burstBacklog": number(analysis.burstBacklog(ofParty: row)),
      "drainTime": number(analysis.drainTime(ofParty: row)), "oldestAge": number(analysis.oldestAge(ofParty: row)),
      "steadySurplus": number(analysis.surplus(ofParty: row)),
      "peakSurplus": number(analysis.surplus(ofParty: row, at: .peak)),
      "burstLoss": number(analysis.burstLoss(ofParty: row)),
      "outlivesLimit": flag(analysis.outlivesLimit(inQueue: row)),
      "timeToLoss": number(analysis.timeToLoss(ofQueue: row)),
    ]
  }

  private func storage(_ row: Int) -> JSONText {
    [
      "component": name(row), "bytes": number(analysis.storage(ofParty: row)),
      "bytesPerDay": number(analysis.storageGrowth(ofParty: row)),
      "bytesAtHorizon": number(analysis.storageAtHorizon(ofParty: row)),
      "utilization": number(analysis.storageUtilization(ofParty: row)),
      "runway": number(analysis.storageRunway(ofParty: row)),
    ]
  }

  private func link(_ row: Int) -> JSONText {
    [
      "link": .string(topology.id(of: EntityID(.link, row))),
      "bandwidthUtilization": number(analysis.bandwidthUtilization(ofLink: row)),
      "peakBandwidthUtilization": number(analysis.bandwidthUtilization(ofLink: row, at: .peak)),
      "transferTime": number(analysis.transferTime(ofLink: row)),
    ]
  }

  private func runway(_ parties: [Int]) -> JSONText {
    let workloads = topology.rows(of: .workload).map { row -> JSONText in
      [
        "name": .string(topology.name(EntityID(.workload, row))), "runway": number(analysis.runway(ofWorkload: row)),
      ]
    }
    let components = parties.filter { analysis.runway(ofParty: $0).isApplicable }.map { row -> JSONText in
      [
        "name": name(row), "runway": number(analysis.runway(ofParty: row)),
        "runwayToTarget": number(analysis.runwayToTarget(ofParty: row)),
        "runwayAtMost": number(analysis.runwayAtMost(ofParty: row)),
      ]
    }
    return ["workloads": .array(workloads), "components": .array(components)]
  }

  private func name(_ row: Int) -> JSONText { .string(topology.name(EntityID(.party, row))) }

  private func flag(_ estimate: Estimate) -> JSONText { estimate.point.map { .bool($0 != 0) } ?? nil }
}
