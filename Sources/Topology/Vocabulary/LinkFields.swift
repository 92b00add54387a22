extension Vocabulary {
  static let link: [Field] = ends + calls + failures + traffic_ + protection + data_

  private static let ends: [Field] = [
    Field("from", .reference(.endpoint), "Who hands the work on.", required: true),
    Field("to", .reference(.endpoint), "Who takes it.", required: true),
    Field("name", .text, "A name, needed where several links share both ends and their access."),
    Field("class", .enumeration(linkClass), "What the link is for; by definition `runtime`."),
    Field("owner", .text, "The team that answers for it."),
  ]

  private static let calls: [Field] = [
    Field(
      "access", .enumeration(access), "What it does with a store; by definition `write` to and `read` from a queue."),
    Field(
      "mode", .enumeration(mode), "Whether the caller waits; by definition `async` at queues and `sync` elsewhere."),
    Field("required", .flag, "The caller fails without it."),
    Field("result", .enumeration(result), "Whether the caller needs the answer."),
    Field("visits", .number(minimum: 0), "Mean calls for each request of the caller; by definition 1."),
    Field("parallel", .text, "Links of one caller and group overlap; others run in file order."),
    Field("batch_size", .number(minimum: 1), "Items handed on in one call."),
    Field("fan_out", .enumeration(fanOut), "How many partitions one visit loads."),
    Field("read_from", .enumeration(readFrom), "Which copy of a store answers."),
    Field("group", .text, "Consumer group of a queue; by definition the consuming component."),
    Field("share", .share, "Part of the group's messages that goes along this link; by default equal parts."),
    Field("discovery", .enumeration(discovery), "How the callee is found."),
  ]

  private static let failures: [Field] = [
    Field("timeout", .duration, "How long one attempt may take."),
    Field("deadline", .duration, "How long the whole call may take, retries included."),
    Field("deadline_propagation", .flag, "The callee learns how much time is left."),
    Field("retry", .record(retry), "How a failed call is repeated."),
    Field("circuit_breaker", .flag, "Calls stop for a while when too many fail."),
    Field("bulkhead", .flag, "The link has resources of its own."),
    Field("fallback", .enumeration(fallback), "What the caller does instead."),
    Field(
      "fallback_to", .component, "What answers, or keeps the work, instead; `none` where it is in the caller itself."),
    Field("on_failure", .enumeration(onFailure), "What a failure means to the caller."),
    Field("failure_rate", .share, "Share of attempts that fail."),
    Field("hedging", .duration, "Time after which a second attempt is sent in parallel."),
  ]

  private static let traffic_: [Field] = [
    Field(
      "cache",
      .record(
        RecordShape(
          "link cache", main: ["hit_rate"],
          [
            Field("in", .reference(.store), "The store that holds the cache."),
            Field("hit_rate", .share, "Share of reads that it answers."),
            Field("cold_hit_rate", .share, "The same while it is still empty; by definition 0."),
            Field("ttl", .duration, "How long an entry is used."),
            Field("jitter", .flag, "Entries end at different times."),
          ])), "A cache beside the link (cache-aside)."),
    Field("request_size", .size, "Mean size of a request."),
    Field("response_size", .size, "Mean size of an answer."),
    Field("bandwidth", .quantity(.bandwidth, .positive), "Capacity of the network in each direction."),
    Field("latency", .duration, "Network latency, one way; replaces the distance."),
  ]

  private static let protection: [Field] = [
    Field("transport", .enumeration(transport), "How it is protected on the wire."),
    Field("authn", .enumeration(authn), "How the caller proves who it is."),
    Field("identity", .enumeration(identity), "In whose name it calls."),
    Field("idempotency_key_forwarded", .flag, "The caller's idempotency key is handed on."),
  ]

  private static let data_: [Field] = [
    Field("order_required", .enumeration(orderRequired), "Which messages the consumer needs in order."),
    Field("consistency_required", .enumeration(consistency), "What the reader relies on."),
    Field("data", .list(.reference(.data)), "The data sets it carries."),
  ]
}
