import Topology

/// What it costs, in the currency of the system.
extension FigureCatalog {
  static let costs: [Figure] = [
    Figure("hourly_cost", .party, .count, "cost of an hour, ordinarily") { $0.hourlyCost(ofParty: $1) },
    Figure("peak_hourly_cost", .party, .count, "cost of an hour at peak") { $0.hourlyCost(ofParty: $1, at: .peak) },
    Figure("hourly_cost", .system, .count, "cost of an hour, ordinarily") { analysis, _ in analysis.hourlyCost() },
    Figure("peak_hourly_cost", .system, .count, "cost of an hour at peak") { analysis, _ in
      analysis.hourlyCost(at: .peak)
    },
    Figure("monthly_cost", .system, .count, "cost of a month, ordinarily") { analysis, _ in analysis.monthlyCost() },
    Figure("marginal_cost", .workload, .count, "cost of an hour of 1000 more requests per second") {
      $0.marginalCost(ofWorkload: $1)
    },
  ]
}
