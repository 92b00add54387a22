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
  ]
}
