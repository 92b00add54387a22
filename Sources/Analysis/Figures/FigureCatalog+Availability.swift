import Topology

/// How much of the time things work.
extension FigureCatalog {
  static let availabilities: [Figure] = [
    Figure("availability", .workload, .fraction, "share of requests that are answered") {
      $0.availability(ofWorkload: $1)
    },
    Figure("downtime", .workload, .duration, "time in 30 days in which requests are not answered") {
      $0.downtime(ofWorkload: $1)
    },
    Figure("outage_frequency", .workload, .rate, "how often it stops being answered") {
      $0.failureFrequency(ofWorkload: $1)
    },
    Figure("mean_outage", .workload, .duration, "how long it is not answered each time") {
      $0.meanOutage(ofWorkload: $1)
    },
    Figure(
      "own_availability", .party, .fraction, "share of time that it is up by itself, with its copies and their zones"
    ) {
      $0.availability(ofParty: $1)
    },
    Figure("downtime_share", .party, .fraction, "part of the downtime of all workloads that its failures cause") {
      $0.downtimeShare(ofParty: $1)
    },
  ]
}
