extension Vocabulary {
  static let retry = RecordShape(
    "retry", main: ["max_attempts"],
    [
      Field("max_attempts", .limit, "Most attempts of one call, the first included; `unlimited` is allowed."),
      Field("backoff", .enumeration(backoff), "How the wait between attempts grows."),
      Field("jitter", .flag, "Waits are spread at random."),
      Field("budget", .share, "Most retries as a share of first attempts."),
      Field("initial_interval", .duration, "Wait before the second attempt."),
      Field("max_interval", .duration, "Longest wait between attempts."),
    ])

  static let keySkew = RecordShape(
    "key skew", main: ["top_share"],
    [
      Field("top_share", .share, "Share of the most frequent key."),
      Field("cardinality", .positiveCount, "Number of different keys."),
    ])

  /// Service time of one operation.
  static let serviceTime = RecordShape("service time", main: ["mean"], canBeNone: false, variation)

  /// Service time of a component, with what stores tell apart.
  static let componentServiceTime = RecordShape(
    "component service time", main: ["mean"], canBeNone: false,
    variation + [
      Field("read", .duration, "Mean time of one read."),
      Field("write", .duration, "Mean time of one write at the leader."),
      Field("apply", .duration, "Mean time to apply one write on a copy."),
    ])

  private static let variation: [Field] = [
    Field("mean", .duration, "Mean time one server is busy with a request, without waiting."),
    Field("p50", .duration, "Median of that time."),
    Field("p95", .duration, "95th percentile of that time."),
    Field("p99", .duration, "99th percentile of that time."),
    Field("cv2", .number(minimum: 0), "Squared coefficient of variation: variance over squared mean."),
  ]
}
