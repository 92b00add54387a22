import Topology

/// What the whole carries at most.
extension FigureCatalog {
  static let largestRates: [Figure] = [
    Figure("max_rate", .workload, .rate, "largest rate that is carried, the other workloads at their peaks") {
      $0.maxRate(ofWorkload: $1)
    },
    Figure("largest_peak_factor", .system, .factor, "how many times the whole mix at its peak is carried") {
      analysis, _ in
      analysis.largestPeakFactor().rate
    },
  ]
}
