import Topology

/// What adds up or multiplies along paths.
extension FigureCatalog {
  static let paths: [Figure] = [
    Figure(
      "worst_time", .operation, .duration,
      "longest time of a request: own mean service time and the longest of every call it waits for"
    ) {
      $0.worstTime(ofOperation: $1)
    },
    Figure(
      "worst_time", .link, .duration,
      "longest time that one call keeps its caller waiting, all attempts and waits"
    ) {
      $0.worstTime(ofLink: $1)
    },
    Figure(
      "time_needed", .link, .duration, "longest time that one attempt may need, there and back"
    ) {
      $0.timeNeeded(byLink: $1)
    },
    Figure(
      "processing_time", .link, .duration,
      "longest time that a consumer works on what a queue hands over at once"
    ) {
      $0.processingTime(ofLink: $1)
    },
    Figure("retry_wait", .link, .duration, "waits between the attempts of one call, together") {
      $0.retryWait(ofLink: $1)
    },
    Figure(
      "path_attempts", .link, .count,
      "most tries of one request along the link, retries along the path multiplied"
    ) {
      $0.pathAttempts(ofLink: $1)
    },
    Figure("path_attempts", .operation, .count, "most tries of one request at the operation") {
      $0.pathAttempts(ofOperation: $1)
    },
    Figure(
      "repeat_horizon", .operation, .duration,
      "longest time after which the same request can arrive again, by retries, redelivery, redrive and replay"
    ) {
      $0.repeatHorizon(ofOperation: $1)
    },
    Figure("visits_per_request", .link, .count, "mean calls for one request of the workload that makes most") {
      $0.visitsPerRequest(ofLink: $1)
    },
    Figure("parallel_width", .link, .count, "calls of one request that run at the same time, this one included") {
      $0.parallelWidth(ofLink: $1)
    },
    Figure("sync_depth", .workload, .count, "longest chain of calls in a row that are waited for") {
      $0.synchronousDepth(ofWorkload: $1)
    },
    Figure("fan_out", .workload, .count, "most calls along one link for one request, in the mean") {
      $0.fanOut(ofWorkload: $1)
    },
    Figure("unloaded_latency", .workload, .duration, "mean time until the answer where nobody waits for a server") {
      $0.unloadedLatency(ofWorkload: $1)
    },
    Figure(
      "max_path_latency", .workload, .duration, "the same for a request that makes every call, past every cache"
    ) {
      $0.longestPathLatency(ofWorkload: $1)
    },
    Figure(
      "effective_zones", .party, .count, "zones that the component and all it needs for its answers have in common"
    ) {
      $0.effectiveZones(ofParty: $1)
    },
    Figure("serving_workload_share", .party, .fraction, "share of workloads that need it for their answers") {
      $0.servingWorkloadShare(ofParty: $1)
    },
    Figure("serving_service_share", .party, .fraction, "share of the other services that need it for their answers") {
      $0.servingServiceShare(ofParty: $1)
    },
    Figure("cold_utilization", .party, .fraction, "utilization at peak with every cache empty") {
      $0.coldUtilization(ofParty: $1)
    },
    Figure("admitted_rate", .interface, .rate, "most requests over time that its rate limit lets in") {
      $0.admittedRate(ofInterface: $1)
    },
    Figure(
      "narrowest_capacity", .interface, .rate,
      "largest rate, all to its most costly operation, that everything the answers need can follow"
    ) {
      $0.narrowestCapacity(behindInterface: $1)
    },
  ]
}
