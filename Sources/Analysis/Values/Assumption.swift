/// What an analysis may take where nothing is stated; every use is listed with the figure.
public enum Assumption: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// A link without a fallback is required.
  case requiredLink
  /// A read whose cache nobody states goes to its target every time.
  case noCache
  /// Arrivals and service times vary like exponential ones, first come first served.
  case exponentialVariation
  /// Arrivals are random, first come first served; service times vary as stated.
  case poissonArrivals
  /// Response times at different components, and of calls at the same time, do not depend on each other.
  case independentTimes
  /// Load is spread evenly over zones, partitions and the members of a quorum.
  case evenSpread
  /// Capacity is planned for 70 % utilization.
  case targetUtilization
  /// A queue that states how long or how many messages it keeps has no other limit.
  case oneQueueLimit
  /// A copy of data is as large as its source.
  case wholeCopies
  /// A burst that states no ramp is at full height at once.
  case suddenBurst
  /// The bursts of several workloads begin together.
  case jointBursts
  /// Of contention and coherency, what is not stated beside the other is nothing.
  case partialScalability
  /// A queue that states no partitions hands its messages to any free consumer.
  case undividedQueue
  /// Zones and regions of which nobody says how they fail do not fail.
  case steadyPlaces
  /// Nothing strikes all copies of a component at once, where nobody says how often that happens.
  case independentCopies
  /// An operation that does not say whether it takes several items at once takes them one after another.
  case singleItems
  /// What threads are held for works like one server that is the faster the more it has to do.
  case flowEquivalence
  /// Where nobody states `redundancy` and `failover`, all copies of a service serve, and as many are needed as its load or
  /// replication takes.
  case copiesByNeed
  /// A request makes as many calls as the mean says, or the whole number below or above it, each with its own luck.
  case evenVisits
  /// All that a request asks of a partitioned store is in one partition, unless a link says `fan_out: all-partitions`.
  case onePartition

  /// The words for people.
  public var words: String {
    switch self {
    case .requiredLink: "a link without a fallback is required"
    case .noCache: "reads whose cache is not stated are not cached"
    case .exponentialVariation: "arrivals and service times vary like exponential ones, first come first served"
    case .poissonArrivals: "arrivals are random, first come first served"
    case .independentTimes: "response times on the way do not depend on each other"
    case .evenSpread: "load is spread evenly"
    case .steadyPlaces: "zones and regions of which nobody says how they fail (`system.failure_domains`) do not"
    case .flowEquivalence:
      "requests wait for threads and connections as before one server as fast as all that these are held for"
    case .copiesByNeed:
      "where `redundancy` and `failover` are not stated, copies share the work and as many are needed as it takes"
    case .evenVisits:
      "a request makes as many calls as `visits` says, or the whole number below or above, each with its own luck"
    case .onePartition:
      "what a request asks of a partitioned store is in one partition where no link says `fan_out: all-partitions`"
    case .independentCopies: "copies fail independently where nobody states `system.common_cause`"
    case .targetUtilization: "capacity is planned for 70 % utilization"
    case .oneQueueLimit: "a queue that states an age or a length limit has no other"
    case .wholeCopies: "a copy of data is as large as its source"
    case .suddenBurst: "a burst without a stated ramp is at full height at once"
    case .jointBursts: "the bursts of several workloads begin together"
    case .undividedQueue: "a queue that states no partitions hands its messages to any free consumer"
    case .singleItems: "items of a batch are worked on one after another"
    case .partialScalability: "of contention and coherency, the one that is not stated is nothing"
    }
  }

  /// In the order of the list.
  public static func < (a: Assumption, b: Assumption) -> Bool { a.rawValue < b.rawValue }
}

/// A set of assumptions in one word, so that each node of the demand graph can carry its own.
struct Assumptions: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ assumption: Assumption) { rawValue = 1 << assumption.rawValue }

  static let noCache = Assumptions(.noCache)

  /// In the order of the enumeration.
  var list: [Assumption] { rawValue.positionsOfOnes.compactMap { Assumption(rawValue: $0) } }
}

/// What a figure leaves out although it exists in the real system.
public enum Omission: UInt8, CaseIterable, Hashable, Comparable, Sendable {
  /// Calls whose timeout nobody states end with an answer.
  case timeouts
  /// Links that state no latency take no time.
  case networkLatency
  /// Repetitions, and waits between attempts, that nobody states take no time.
  case retries
  /// Connections, threads whose number is not stated, and threads of components that callees with too few threads keep waiting are
  /// no limit.
  case heldConcurrency
  /// A stated percentile of service times is farther from the mean than the distributions in use have it.
  case statedVariation
  /// A write whose acknowledgement nobody states is answered by the copy that takes it.
  case copies
  /// A request that fails is lost, even if the client asks again.
  case clientRetries
  /// Calls of components that are down are not repeated.
  case unavailability
  /// Times are those of requests that find a place; what is refused or dropped has none, and is not asked for again.
  case refused
  /// Attempts that are late are made once; `expected_attempts` and what builds on it say what their repetition adds.
  case lateAttempts
  /// Second requests of hedged calls add no load.
  case hedges
  /// Latencies of links that vary take their mean, or else their median, every time.
  case networkVariation
  /// The stated length of a queue bounds nothing: its producers wait, or several consumers or kinds of work share it.
  case fullQueues
  /// Requests of scheduled arrivals come one by one, however many start together; `cohort_wait` tells of those.
  case cohorts
  /// Calls whose bandwidth is stated take their time on the line, but do not wait for each other there.
  case lineWaits
  /// Calls that `fallback_to` answers come on top of what is counted there, and are answered whatever that one does.
  case fallbacks
  /// What a request does in a circle of calls it does once, whatever is left to chance there.
  case circles
  /// Clients of closed workloads come at random, as if there were no end of them.
  case fewClients
  /// Calls that clients of closed workloads wait for at the same time follow each other.
  case callsAtOnce
  /// Calls that one request makes of a component at the same time come there by chance, and do not find each other in line.
  case callsTogether
  /// A failover whose wait before the promotion nobody states begins at once.
  case failoverHold

  /// The words for people.
  public var words: String {
    switch self {
    case .callsAtOnce: "calls at the same time that a fixed number of clients wait for follow each other"
    case .fewClients: "clients that wait for their answers come at random, as if there were no end of them"
    case .timeouts: "calls whose timeout is not stated wait for their answer"
    case .networkLatency: "links without a stated latency take no time"
    case .retries: "repetitions and pauses that are not stated take no time"
    case .heldConcurrency:
      "connections that are accepted, and threads or connections below others, that are held while waiting are no limit"
    case .statedVariation: "service times vary less than a stated percentile says"
    case .copies: "writes do not wait for copies where their acknowledgement is not stated"
    case .clientRetries: "clients that ask again are not counted"
    case .refused: "requests that find no place are not counted in times, nor asked again; what they would call is"
    case .lateAttempts: "attempts that are late are not counted again"
    case .hedges: "second requests of hedged calls are not counted"
    case .networkVariation: "latencies of links that vary take their stated mean, or else median, every time"
    case .fullQueues: "a queue that is full neither loses messages nor stops its producers"
    case .cohorts: "requests that start together do not wait for each other, but in `cohort_wait`"
    case .lineWaits: "calls do not wait for each other on a line of stated bandwidth"
    case .callsTogether: "calls that a request makes of one component at the same time do not wait for each other there"
    case .failoverHold: "failovers whose wait before the promotion (`hold`) is not stated begin at once"
    case .fallbacks: "calls that another component answers instead add no load there, and never fail there"
    case .circles: "circles of calls are gone round once"
    case .unavailability: "calls of components that are down are not counted"
    }
  }

  /// In the order of the list.
  public static func < (a: Omission, b: Omission) -> Bool { a.rawValue < b.rawValue }
}

/// A set of omissions in one word.
struct Omissions: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ omission: Omission) { rawValue = 1 << omission.rawValue }

  /// In the order of the enumeration.
  var list: [Omission] { rawValue.positionsOfOnes.compactMap { Omission(rawValue: $0) } }
}

extension UInt32 {
  /// Ascending.
  fileprivate var positionsOfOnes: [UInt8] {
    var positions: [UInt8] = []
    var left = self
    while left != 0 {
      positions.append(UInt8(left.trailingZeroBitCount))
      left &= left - 1
    }
    return positions
  }
}
