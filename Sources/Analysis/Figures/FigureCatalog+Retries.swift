import Topology

/// What failing, late and refused attempts come to.
extension FigureCatalog {
  static let retries: [Figure] =
    limits + [
      Figure("max_healthy_rate", .workload, .rate, "largest rate at which late attempts do not add up to an overload") {
        $0.maxHealthyRate(ofWorkload: $1)
      },
      Figure("healthy_at_peak", .system, .flag, "at peak, late attempts do not add up to an overload") { analysis, _ in
        analysis.isHealthy()
      },
      Figure(
        "vulnerability", .workload, .factor,
        "largest utilization on its way at peak while every attempt fails; above 1 an outage may outlast its cause"
      ) {
        $0.vulnerability(ofWorkload: $1)
      },
      Figure("safe_rate", .workload, .rate, "largest rate that is carried even while every attempt fails") {
        $0.safeRate(ofWorkload: $1)
      },
      Figure("least_trigger", .workload, .duration, "shortest outage that may outlast its cause") {
        $0.leastTrigger(ofWorkload: $1)
      },
      Figure("least_hit_rate", .link, .fraction, "smallest share of hits with which the target follows at peak") {
        $0.leastHitRate(ofLink: $1)
      },
      Figure("expected_attempts", .link, .count, "mean attempts of one call at peak, late ones repeated") {
        $0.expectedAttempts(ofLink: $1)
      },
      Figure("peak_utilization_with_timeouts", .party, .fraction, "utilization at peak, late attempts repeated") {
        $0.utilizationWithTimeouts(ofParty: $1)
      },
      Figure(
        "peak_utilization_with_outages", .party, .fraction,
        "utilization at peak, late attempts and those that meet a component that is down repeated"
      ) {
        $0.utilizationWithOutages(ofParty: $1)
      },
      Figure("connections_demanded", .party, .count, "connections that all its callers' pools may open together") {
        $0.connectionsDemanded(ofParty: $1)
      },
      Figure("connection_use", .party, .fraction, "connections that may be opened, as a share of those accepted") {
        $0.connectionUse(ofParty: $1)
      },
      Figure("busy_connections", .party, .count, "requests worked on or waiting at peak, on the average") {
        $0.busyConnections(ofParty: $1)
      },
    ]
  /// Of what states how many may wait; refused attempts that are repeated count again.
  private static let limits: [Figure] =
    limits("", "ordinarily", .rate) + limits("peak_", "at peak", .peak) + [
      Figure("longest_wait", .party, .duration, of: [.service], "mean wait of a request that takes the last place") {
        $0.longestWait(ofParty: $1)
      }
    ]

  private static func limits(_ prefix: String, _ when: String, _ load: LoadCase) -> [Figure] {
    let refusing = load.failing(.refusals)
    return [
      Figure(
        prefix + "rejected_share", .party, .fraction, of: [.service, .queue],
        "share of requests or messages that find no place, \(when)"
      ) {
        $0.rejectedShare(ofParty: $1, at: refusing)
      },
      Figure(
        prefix + "accepted_rate", .party, .rate, of: [.service, .queue],
        "requests or messages over time that find a place, \(when)"
      ) {
        $0.acceptedRate(ofParty: $1, at: refusing)
      },
      Figure(
        prefix + "accepted_utilization", .party, .fraction, of: [.service, .queue],
        "share of time that the servers are busy with what finds a place, \(when)"
      ) {
        $0.acceptedUtilization(ofParty: $1, at: refusing)
      },
      Figure(
        prefix + "accepted_response_time", .party, .duration, of: [.service],
        "mean response time of requests that find a place, \(when)"
      ) {
        $0.acceptedResponse(ofParty: $1, at: refusing)
      },
      Figure(
        prefix + "accepted_response_time.p99", .party, .duration, of: [.service],
        "99th percentile of the response time of requests that find a place, \(when)"
      ) {
        $0.acceptedResponse(ofParty: $1, percentile: 0.99, at: refusing)
      },
    ]
  }
}
