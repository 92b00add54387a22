import Topology

/// How long answers take.
extension FigureCatalog {
  static let times: [Figure] =
    percentiles("wait_time", .party, "wait for a free server, ordinarily") { $0.waitTimes(ofParty: $1) }
    + percentiles("peak_wait_time", .party, "wait for a free server, at peak") {
      $0.waitTimes(ofParty: $1, at: .peak)
    } + percentiles("response_time", .party, "wait and service together, ordinarily") { $0.responseTime(ofParty: $1) }
    + percentiles("peak_response_time", .party, "wait and service together, at peak") {
      $0.responseTime(ofParty: $1, at: .peak)
    }
    + percentiles("response_time", .operation, "wait and service together, ordinarily") {
      $0.responseTime(ofOperation: $1)
    }
    + percentiles("peak_response_time", .operation, "wait and service together, at peak") {
      $0.responseTime(ofOperation: $1, at: .peak)
    }
    + percentiles("latency", .operation, "time until the answer with all that is waited for, ordinarily") {
      $0.latency(ofOperation: $1)
    }
    + percentiles("peak_latency", .operation, "time until the answer with all that is waited for, at peak") {
      $0.latency(ofOperation: $1, at: .peak)
    } + percentiles("latency", .workload, "time until the answer, ordinarily") { $0.latency(ofWorkload: $1) }
    + percentiles("peak_latency", .workload, "time until the answer, at peak") { $0.latency(ofWorkload: $1, at: .peak) }
    + [
      Figure("attempt_failures", .link, .fraction, "share of attempts that fail or time out, ordinarily") {
        $0.attemptFailures(ofLink: $1)
      },
      Figure("peak_attempt_failures", .link, .fraction, "share of attempts that fail or time out, at peak") {
        $0.attemptFailures(ofLink: $1, at: .peak)
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
