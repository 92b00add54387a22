import Topology

/// What the whole carries at most.
extension FigureCatalog {
  static let largestRates: [Figure] = [
    Figure("max_rate", .workload, .rate, "largest rate that is carried, the other workloads at their peaks") {
      $0.maxRate(ofWorkload: $1)
    },
    Figure(
      "max_rate_within_objectives", .workload, .rate,
      "largest rate that is carried and at which its latency objectives hold, the other workloads at their peaks"
    ) {
      $0.maxRateWithinObjectives(ofWorkload: $1)
    },
    Figure("headroom", .workload, .rate, "how much more than its peak is carried") { $0.headroom(ofWorkload: $1) },
    Figure("headroom_share", .workload, .fraction, "how much more than its peak is carried, as a share of the peak") {
      $0.headroomShare(ofWorkload: $1)
    },
    Figure("carried_rate", .workload, .rate, "requests over time, ordinarily; of closed arrivals, what its clients get")
    {
      $0.rate(ofWorkload: $1)
    },
    Figure("carried_peak", .workload, .rate, "requests over time, at peak; of closed arrivals, what its clients get") {
      $0.peak(ofWorkload: $1)
    },
    Figure("closed_response_time", .workload, .duration, "of closed arrivals: mean time until the answer, ordinarily") {
      $0.closedResponseTime(ofWorkload: $1)
    },
    Figure("closed_peak_response_time", .workload, .duration, "of closed arrivals: mean time until the answer, at peak")
    {
      $0.closedResponseTime(ofWorkload: $1, at: .peak)
    },
    Figure("cohort_wait", .workload, .duration, "of scheduled arrivals: mean wait for those that start together") {
      $0.cohortWait(ofWorkload: $1)
    },
    Figure("largest_peak_factor", .system, .factor, "how many times the whole mix at its peak is carried") {
      analysis, _ in
      analysis.largestPeakFactor().rate
    },
  ]
}
