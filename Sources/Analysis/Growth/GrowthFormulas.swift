/// How long what is there suffices.
extension Formula {
  static let runway = Formula(
    "the months n with sum over the workloads of peak utilization × (1 + growth)^n = limit; of one workload "
      + "ln(limit / utilization) / ln(1 + growth)",
    source: "compound growth, months of 30.4375 days")
  static let workloadRunway = Formula(
    "the earliest of the runways of the components visited, and ln(largest rate / peak) / ln(1 + growth)",
    source: "compound growth, months of 30.4375 days")
}
