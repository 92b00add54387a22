internal import Analysis
internal import Topology

/// A figure that people may ask about as `<subject>.<name>`.
struct Figure {
  let name: String
  /// The table of the subjects that have it.
  let table: TableID
  let unit: FigureUnit
  /// What it is, in a sentence without its subject.
  let doc: String
  let estimate: @Sendable (CapacityAnalysis, Int) -> Estimate

  init(
    _ name: String, _ table: TableID, _ unit: FigureUnit, _ doc: String,
    _ estimate: @escaping @Sendable (CapacityAnalysis, Int) -> Estimate
  ) {
    self.name = name
    self.table = table
    self.unit = unit
    self.doc = doc
    self.estimate = estimate
  }
}

/// All figures, one line each.
enum FigureCatalog {
  static let all: [Figure] = load + busy + times + workloads + others

  static func figures(of table: TableID) -> [Figure] { all.filter { $0.table == table } }

  static func figure(_ name: String, of table: TableID) -> Figure? {
    all.first { $0.name == name && $0.table == table }
  }

  private static let load: [Figure] = [
    Figure("arrival_rate", .party, .rate, "requests (of a queue, messages) over time, ordinarily") {
      $0.arrivalRate(ofParty: $1)
    },
    Figure("peak_arrival_rate", .party, .rate, "requests (of a queue, messages) over time, at peak") {
      $0.peakArrivalRate(ofParty: $1)
    },
    Figure("read_rate", .party, .rate, "reads over time, ordinarily") { $0.readRate(ofParty: $1, at: .rate) },
    Figure("write_rate", .party, .rate, "writes over time, ordinarily") { $0.writeRate(ofParty: $1, at: .rate) },
    Figure("peak_write_rate", .party, .rate, "writes over time, at peak") { $0.peakWriteRate(ofParty: $1) },
    Figure("arrival_rate", .operation, .rate, "requests over time, ordinarily") { $0.arrivalRate(ofOperation: $1) },
    Figure("peak_arrival_rate", .operation, .rate, "requests over time, at peak") {
      $0.arrivalRate(ofOperation: $1, at: .peak)
    },
    Figure("flow", .link, .rate, "calls over time along the link, ordinarily") { $0.flow(ofLink: $1) },
    Figure("peak_flow", .link, .rate, "calls over time along the link, at peak") { $0.flow(ofLink: $1, at: .peak) },
  ]

  private static let busy: [Figure] = [
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
    Figure("write_utilization", .party, .fraction, "share of time that the leaders are busy with writes, at peak") {
      $0.writeUtilization(ofParty: $1)
    },
    Figure("write_utilization_at_horizon", .party, .fraction, "write utilization after the growth until the horizon") {
      $0.writeUtilizationAtHorizon(ofParty: $1)
    },
    Figure("servers", .party, .count, "requests that are worked on at the same time") {
      $0.servers(ofParty: $1, at: .rate)
    },
    Figure("replicas_needed", .party, .count, "replicas that the peak needs at the target utilization") {
      $0.replicasNeeded(ofParty: $1)
    },
  ]

  private static let times: [Figure] =
    [
      Figure("wait_time", .party, .duration, "mean wait for a free server, ordinarily") { $0.waitTime(ofParty: $1) },
      Figure("peak_wait_time", .party, .duration, "mean wait for a free server, at peak") {
        $0.waitTime(ofParty: $1, at: .peak)
      },
    ] + percentiles("response_time", .party, "wait and service together, ordinarily") { $0.responseTime(ofParty: $1) }
    + percentiles("peak_response_time", .party, "wait and service together, at peak") {
      $0.responseTime(ofParty: $1, at: .peak)
    }

  private static let workloads: [Figure] =
    [
      Figure("max_rate", .workload, .rate, "largest rate that is carried, the other workloads at their peaks") {
        $0.maxRate(ofWorkload: $1)
      }
    ] + percentiles("latency", .workload, "time until the answer, ordinarily") { $0.latency(ofWorkload: $1) }
    + percentiles("peak_latency", .workload, "time until the answer, at peak") { $0.latency(ofWorkload: $1, at: .peak) }

  private static let others: [Figure] = [
    Figure("attempts", .link, .count, "most attempts of one call, the first included") { $0.attempts(ofLink: $1) },
    Figure("largest_peak_factor", .system, .factor, "how many times the whole mix at its peak is carried") {
      analysis, _ in
      analysis.largestPeakFactor().rate
    },
  ]

  /// The mean under the name itself, then each member under its own.
  private static func percentiles(
    _ name: String, _ table: TableID, _ doc: String,
    _ time: @escaping @Sendable (CapacityAnalysis, Int) -> ResponseTime
  ) -> [Figure] {
    let members: [(String, String, @Sendable (ResponseTime) -> Estimate)] = [
      (name, "mean", { $0.mean }), ("\(name).mean", "mean", { $0.mean }), ("\(name).p50", "median", { $0.p50 }),
      ("\(name).p95", "95th percentile", { $0.p95 }), ("\(name).p99", "99th percentile", { $0.p99 }),
    ]
    return members.map { member, word, pick in
      Figure(member, table, .duration, "\(doc) (\(word))") { pick(time($0, $1)) }
    }
  }
}
