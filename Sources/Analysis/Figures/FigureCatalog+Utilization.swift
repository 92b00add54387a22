import Topology

/// How busy components are.
extension FigureCatalog {
  static let utilizations: [Figure] = [
    Figure("utilization", .party, .fraction, "share of time that the servers are busy, ordinarily") {
      $0.utilization(ofParty: $1)
    },
    Figure("peak_utilization", .party, .fraction, "share of time that the servers are busy, at peak") {
      $0.peakUtilization(ofParty: $1)
    },
    Figure("utilization_at_max", .party, .fraction, "utilization at peak with the most replicas") {
      $0.utilizationAtMax(ofParty: $1)
    },
    Figure("utilization_at_horizon", .party, .fraction, "utilization at peak after the growth until the horizon") {
      $0.utilizationAtHorizon(ofParty: $1)
    },
    Figure(
      "utilization_after_replica_loss", .party, .fraction, "utilization at peak after the loss of one replica"
    ) {
      $0.utilization(ofParty: $1, at: .peak.losing(.replica))
    },
    Figure(
      "utilization_after_zone_loss", .party, .fraction,
      "utilization at peak after the loss of the zone with most replicas"
    ) {
      $0.utilization(ofParty: $1, at: .peak.losing(.zone))
    },
    Figure(
      "write_utilization", .party, .fraction, of: [.store],
      "share of time that the leaders are busy with writes, at peak"
    ) {
      $0.writeUtilization(ofParty: $1)
    },
    Figure(
      "write_utilization_at_horizon", .party, .fraction, of: [.store],
      "write utilization after the growth until the horizon"
    ) {
      $0.writeUtilizationAtHorizon(ofParty: $1)
    },
    Figure("servers", .party, .count, "requests that are worked on at the same time") {
      $0.servers(ofParty: $1, at: .rate)
    },
    Figure("replicas_needed", .party, .count, "replicas that the peak needs at the target utilization") {
      $0.replicasNeeded(ofParty: $1)
    },
    Figure(
      "replicas_needed_for_latency", .party, .count,
      of: [.service], "replicas with which the latency objectives of all its workloads hold at peak"
    ) {
      $0.replicasNeededForLatency(ofParty: $1)
    },
    Figure(
      "replicas_needed_for_replica_loss", .party, .count,
      "replicas of which enough for the peak are left when one is lost"
    ) {
      $0.replicasNeededForReplicaLoss(ofParty: $1)
    },
    Figure(
      "replicas_needed_for_zone_loss", .party, .count,
      "replicas of which enough for the peak are left when a zone is lost"
    ) {
      $0.replicasNeededForZoneLoss(ofParty: $1)
    },
  ]
}
