extension Vocabulary {
  static let system: [Field] = [
    Field("version", .text, "Version of the description."),
    Field("target_utilization", .share, "The utilization that capacity is planned for."),
    Field("horizon", .quantity(.duration, .positive), "How far ahead growth is looked at."),
    Field("growth", .growth, "Growth of every workload that states none of its own."),
    Field("criticality", .enumeration(tier), "How much depends on the system."),
    Field("distances", .rows(.distance), "Network latencies between zones and regions."),
    Field(
      "failure_domains",
      .record(
        RecordShape(
          "failure domains",
          [
            Field("zone", .record(failureDomain), "How an availability zone fails."),
            Field("region", .record(failureDomain), "How a region fails."),
          ])), "How zones and regions fail, on top of the components in them."),
    Field("common_cause", .share, "Share of failures that strike all replicas of a component at once (beta factor)."),
    Field(
      "cost",
      .record(
        RecordShape(
          "system cost", main: ["currency"],
          [
            Field("currency", .text, "The currency of all costs."),
            Field("per_gib_egress", .number(minimum: 0), "Price of a GiB that leaves the system."),
          ])), "Prices that hold for the whole system."),
  ]

  private static let failureDomain = RecordShape(
    "failure domain", main: ["availability"],
    [
      Field("availability", .share, "Share of time that one of them is up."),
      Field("mttr", .duration, "Mean time until it is back."),
    ])

  static let distance: [Field] = [
    Field("from", .text, "A zone or region.", required: true),
    Field("to", .text, "Another zone or region.", required: true),
    Field("latency", .duration, "Network latency, one way."),
  ]
}
