import Topology

/// Columns that only the simulation names by hand.
enum Columns {
  static let linkFailureRate = Schema.named(.link, "failure_rate")
  static let linkRequired = Schema.named(.link, "required")
  static let linkFallback = Schema.named(.link, "fallback")
  static let linkOnFailure = Schema.named(.link, "on_failure")
  static let linkResult = Schema.named(.link, "result")
  static let linkHedging = Schema.named(.link, "hedging")
  static let linkBreaker = Schema.named(.link, "circuit_breaker")
  static let linkBandwidth = Schema.named(.link, "bandwidth")
  static let deadlinePropagation = Schema.named(.link, "deadline_propagation")
  static let operationFailureRate = Schema.named(.operation, "failure_rate")
  static let role = Schema.named(.party, "role")
  static let external = Schema.named(.party, "external")
  static let cells = Schema.named(.party, "cells")
  static let scalingMax = Schema.named(.party, "scaling.max")
  static let replicationMode = Schema.named(.party, "replication.mode")
  static let readQuorum = Schema.named(.party, "replication.r")
  static let writeQuorum = Schema.named(.party, "replication.w")
  static let loadBalancing = Schema.named(.party, "load_balancing")
  static let discipline = Schema.named(.party, "discipline")
  static let queueLimit = Schema.named(.party, "queue_limit")
  static let admission = Schema.named(.party, "admission.max_concurrency")
  static let topShare = Schema.named(.party, "key_skew.top_share")
  static let pools = Schema.named(.party, "pools")
  static let poolMax = Schema.named(.pool, "max")
  static let mtbf = Schema.named(.party, "mtbf")
  static let mttr = Schema.named(.party, "mttr")
  static let contention = Schema.named(.party, "contention")
  static let coherency = Schema.named(.party, "coherency")
  static let maxLength = Schema.named(.party, "max_length")
  static let overflow = Schema.named(.party, "overflow")
  static let clientCount = Schema.named(.party, "count")
  static let clientThinkTime = Schema.named(.party, "think_time")
  static let reactionTime = Schema.named(.party, "scaling.reaction_time")
  static let rateLimit = Schema.named(.interface, "rate_limit.limit")
  static let arrivals = Schema.named(.workload, "arrivals")
  static let population = Schema.named(.workload, "population")
  static let thinkTime = Schema.named(.workload, "think_time")
  static let period = Schema.named(.workload, "schedule.period")
  static let cohort = Schema.named(.workload, "schedule.cohort")
  static let jitter = Schema.named(.workload, "schedule.jitter")
  static let readShare = Schema.named(.workload, "read_share")
  static let burstFactor = Schema.named(.workload, "burst.factor")
  static let burstDuration = Schema.named(.workload, "burst.duration")
  static let burstRamp = Schema.named(.workload, "burst.ramp")

  /// The columns of a retry: of a link, or of a client.
  struct RetryColumns {
    let record, attempts, backoff, jitter, budget, initialInterval, maxInterval: ColumnID

    init(_ table: TableID) {
      record = Schema.named(table, "retry")
      attempts = Schema.named(table, "retry.max_attempts")
      backoff = Schema.named(table, "retry.backoff")
      jitter = Schema.named(table, "retry.jitter")
      budget = Schema.named(table, "retry.budget")
      initialInterval = Schema.named(table, "retry.initial_interval")
      maxInterval = Schema.named(table, "retry.max_interval")
    }
  }

  static let linkRetry = RetryColumns(.link)
  static let clientRetry = RetryColumns(.party)

  /// The columns of a service time: of an operation, or of a component.
  struct TimeColumns {
    let mean, p50, p95, p99, cv2: ColumnID

    init(_ table: TableID) {
      mean = Schema.named(table, "service_time.mean")
      p50 = Schema.named(table, "service_time.p50")
      p95 = Schema.named(table, "service_time.p95")
      p99 = Schema.named(table, "service_time.p99")
      cv2 = Schema.named(table, "service_time.cv2")
    }
  }

  static let operationTime = TimeColumns(.operation)
  static let partyTime = TimeColumns(.party)
}
