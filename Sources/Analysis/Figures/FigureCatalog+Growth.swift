import Topology

/// How long what is there suffices, and how much is kept and sent.
extension FigureCatalog {
  static let growth: [Figure] = [
    Figure("runway", .party, .duration, "time from today until growth fills its servers at peak") {
      $0.runway(ofParty: $1)
    },
    Figure("runway_to_target", .party, .duration, "time from today until growth brings the target utilization at peak")
    {
      $0.runwayToTarget(ofParty: $1)
    },
    Figure(
      "runway_at_max", .party, .duration,
      "time from today until growth fills the most replicas, or the largest size where it scales vertically"
    ) {
      $0.runwayAtMost(ofParty: $1)
    },
    Figure("runway", .workload, .duration, "time from today until growth takes its peak beyond what is carried") {
      $0.runway(ofWorkload: $1)
    },
    Figure("runway", .system, .duration, "time from today until growth fills the first component") { analysis, _ in
      analysis.runway()
    },
    Figure("storage", .party, .size, "bytes kept today, in all copies") { $0.storage(ofParty: $1) },
    Figure("storage_growth", .party, .size, "bytes a day by which all copies together grow") {
      $0.storageGrowth(ofParty: $1)
    },
    Figure("storage_at_horizon", .party, .size, "bytes in all copies after the growth until the horizon") {
      $0.storageAtHorizon(ofParty: $1)
    },
    Figure("storage_utilization", .party, .fraction, "part of `size` that one copy of one partition takes") {
      $0.storageUtilization(ofParty: $1)
    },
    Figure("storage_runway", .party, .duration, "time from today until a copy of a partition reaches `size`") {
      $0.storageRunway(ofParty: $1)
    },
    Figure("bandwidth_utilization", .link, .fraction, "share of the bandwidth in the busier direction, ordinarily") {
      $0.bandwidthUtilization(ofLink: $1)
    },
    Figure("peak_bandwidth_utilization", .link, .fraction, "share of the bandwidth in the busier direction, at peak") {
      $0.bandwidthUtilization(ofLink: $1, at: .peak)
    },
    Figure("transfer_time", .link, .duration, "time of one call and its answer on the line, without waiting") {
      $0.transferTime(ofLink: $1)
    },
  ]
}
