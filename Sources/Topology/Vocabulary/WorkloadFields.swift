extension Vocabulary {
  static let workload: [Field] = [
    Field("title", .text, "A name for people."),
    Field("client", .reference(.client), "Who asks; `none` for what begins by itself, such as a scheduled job."),
    Field("entry", .reference(.entry), "Where the demand enters: an operation or a component."),
    Field("rate", .rate, "First attempts over time, ordinarily."),
    Field("peak", .rate, "First attempts over time, at most."),
    Field(
      "burst",
      .record(
        RecordShape(
          "burst", main: ["factor"],
          [
            Field("factor", .number(minimum: 1), "Height, as a multiple of `rate`."),
            Field("ramp", .duration, "Time from ordinary to full height."),
            Field("duration", .duration, "Time at full height."),
          ])), "A short time of more load."),
    Field("arrivals", .enumeration(arrivals), "How requests come."),
    Field("population", .positiveCount, "Clients of closed arrivals."),
    Field("think_time", .duration, "Mean pause of a client between an answer and its next request."),
    Field(
      "schedule",
      .record(
        RecordShape(
          "schedule", main: ["period"],
          [
            Field("period", .quantity(.duration, .positive), "Time from one start to the next."),
            Field("cohort", .positiveCount, "How many start together."),
            Field("jitter", .duration, "Time over which starts are spread; `none` is all at once."),
          ])), "When scheduled arrivals come."),
    Field("read_share", .share, "Share of requests that only read."),
    Field("key_skew", .record(keySkew), "How unevenly keys are asked for."),
    Field("growth", .growth, "How the rate grows."),
    Field(
      "slo",
      .record(
        RecordShape(
          "service level objective",
          [
            Field(
              "latency",
              .record(
                RecordShape(
                  "latency objective", main: ["p99"],
                  [
                    Field("mean", .duration, "Largest mean response time."), Field("p50", .duration, "Largest median."),
                    Field("p95", .duration, "Largest 95th percentile."),
                    Field("p99", .duration, "Largest 99th percentile."),
                  ])), "Longest response times."),
            Field("availability", .share, "Least share of requests that succeed."),
            Field("throughput", .rate, "Least rate that is carried."),
          ])), "What is promised."),
    Field("criticality", .enumeration(tier), "How much depends on it."),
  ]
}
