/// What the simulation takes where nothing is stated; every use is listed with the result.
public enum Convention: Int, CaseIterable, Comparable, Sendable {
  /// Service times without a stated variation are exponential.
  case exponentialService
  /// Replicas whose load balancing is not stated: to the one with fewest requests in progress.
  case leastOutstanding
  /// A store whose partitions are not stated is one undivided whole.
  case onePartition
  /// Applying a write on a copy takes as long as the write, where no time of its own is stated.
  case applyAsWrite
  /// Reads that do not say which copy answers go to whichever serves reads.
  case anyReader
  /// Calls whose retry is not stated are tried once.
  case oneAttempt
  /// Retries whose first interval is not stated follow at once.
  case retryAtOnce
  /// Links that do not say otherwise are required.
  case requiredLink
  /// Links without a stated latency take no time.
  case noLatency

  /// The words for people.
  public var words: String {
    switch self {
    case .exponentialService: "service times vary like exponential ones"
    case .leastOutstanding: "requests go to the replica with fewest in progress"
    case .onePartition: "the store is one undivided whole"
    case .applyAsWrite: "applying a write on a copy takes as long as the write"
    case .anyReader: "reads go to any copy that serves them"
    case .oneAttempt: "a call is tried once"
    case .retryAtOnce: "a retry follows at once"
    case .requiredLink: "the caller fails with the call"
    case .noLatency: "the network takes no time"
    }
  }

  public static func < (a: Convention, b: Convention) -> Bool { a.rawValue < b.rawValue }
}

/// Facts that are stated and that the simulation does not act out.
public enum SimulationOmission: Int, CaseIterable, Comparable, Sendable {
  case circuitBreaker, hedging, rateLimit, scalingLaw, bandwidth, batches, queueLength, reactionTime

  /// The words for people.
  public var words: String {
    switch self {
    case .circuitBreaker: "circuit breakers"
    case .hedging: "hedged requests"
    case .rateLimit: "rate limits"
    case .scalingLaw: "contention and coherency"
    case .bandwidth: "transfer times"
    case .batches: "batches"
    case .queueLength: "full queues"
    case .reactionTime: "automatic scaling during a run"
    }
  }

  public static func < (a: SimulationOmission, b: SimulationOmission) -> Bool { a.rawValue < b.rawValue }
}
