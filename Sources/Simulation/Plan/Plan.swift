/// What is simulated: the facts of a model as numbers and indices, complete for the workloads that it holds.
struct Plan: Sendable {
  var sources: [Source] = []
  var nodes: [Node] = []
  var steps: [Step] = []
  var calls: [Call] = []
  var stations: [Station] = []
}

/// Something that can be asked for: an operation, the unnamed requests of a component, or one kind of access to a store.
struct Node: Sendable {
  /// A row of the `party` table.
  let party: Int
  /// Its random stream.
  let stream: UInt64
  /// Where its work is done, -1 for what has no servers.
  var station = -1
  /// The work; `nil` for what only hands on.
  var service: ServiceTime?
  var placement = Placement()
  /// Fixed time after the work, in seconds.
  var delay = 0.0
  /// Share of executions that fail after all is done.
  var failureRate = 0.0
  /// Share of requests that end before `onward`: hits of a read-through cache.
  var hitRate = 0.0
  /// What follows the work, one after another.
  var steps: Range<Int> = 0..<0
  /// The first step that leaves the component.
  var onward = 0
  /// Whether a visit counts as a request of the component.
  var isEntrance = true
  /// Whether its times count as response times of the component.
  var isMeasured = true
}

/// Which line of a station a visit goes to.
struct Placement: Sendable {
  enum Partition: Sendable {
    /// By the share of each partition.
    case drawn
    /// That of the visit that makes this one.
    case inherited
    case fixed(Int)
  }

  enum Copy: Sendable {
    /// One of so many from `first`, as load balancing decides.
    case balanced(first: Int, count: Int)
    /// So many after that of the visit that makes this one.
    case following(Int)
  }

  var partition = Partition.fixed(0)
  var copy = Copy.balanced(first: 0, count: 1)
}

/// Calls of a node that are made together; the next step begins when enough of them have been answered.
struct Step: Sendable {
  enum Kind: Sendable {
    /// One link; its visits follow one another.
    case sequential
    /// Several links and all their visits at once.
    case parallel
    /// One of the links, by their weights.
    case choice([Double])
  }

  var kind: Kind
  var calls: Range<Int>
  /// Good answers that are enough; `nil` for all.
  var needed: Int?
}

/// One link, or one hop inside a component.
struct Call: Sendable {
  let target: Int32
  /// Its random stream.
  let stream: UInt64
  /// A row of the `link` table, -1 for hops inside a component.
  var link = -1
  /// Mean calls for each request of the caller.
  var visits = 1.0
  var isAsync = false
  /// Whether the caller fails with it.
  var isRequired = true
  /// One way, in seconds.
  var latency = 0.0
  var failureRate = 0.0
  /// Of one attempt, in seconds.
  var timeout = Double.infinity
  /// Of the whole call, in seconds.
  var deadline = Double.infinity
  /// The callee drops work whose caller has gone.
  var propagatesDeadline = false
  var retry = Retry()
  /// The node that looks up the cache beside the link, -1 without one.
  var cache: Int32 = -1
  var cacheHitRate = 0.0
  /// Position among the pools of the caller's station, -1 for none.
  var pool = -1
  /// Whether the callee takes the work when it can, as from a queue, and never refuses it.
  var isPulled = false
}

/// How a call is repeated.
struct Retry: Sendable {
  enum Backoff: Sendable {
    case none, constant, exponential
  }

  /// The first attempt included; `Int.max` for unlimited.
  var attempts = 1
  var backoff = Backoff.none
  /// In seconds.
  var initialInterval = 0.0
  var longestInterval = Double.infinity
  var hasJitter = false
  /// Retries for each first attempt, on the average.
  var budget: Double?

  /// The wait after so many attempts, before jitter.
  func wait(after attempts: Int) -> Double {
    switch backoff {
    case .none: 0
    case .constant: min(initialInterval, longestInterval)
    case .exponential: min(initialInterval * Real.pow(2, Double(min(attempts, 1000) - 1)), longestInterval)
    }
  }
}

/// The servers of a component.
struct Station: Sendable {
  enum Policy: Sendable {
    case roundRobin, random, leastOutstanding, pickTwo
  }

  /// A row of the `party` table.
  let party: Int
  /// Its random stream.
  let stream: UInt64
  var partitions = 1
  /// Copies of each partition, or replicas with a line of their own.
  var copies = 1
  /// Servers of each line.
  var servers = 1
  /// Requests that one line has in progress at once, held while waiting downstream.
  var threads: Int?
  /// Requests that may wait in front of one line.
  var queueLimit = Int.max
  /// Requests that one line lets in at once.
  var admission = Int.max
  /// What the queue keeps that alone feeds it.
  var messages: MessageLimit?
  var isProcessorShared = false
  var policy = Policy.leastOutstanding
  /// The share of the first partition; the others share the rest equally.
  var topShare: Double?
  /// Connections that each line has for a dependency.
  var pools: [ConnectionPool] = []
  /// The first copy of each partition is told apart from the others.
  var hasLeader = false
  /// Mean times between failures and to repair of one replica; replicas behind one line.
  var outages: Outages?
  var replicasPerLine = 1

  var lines: Int { partitions * copies }
}

/// How many messages may wait for a component, on all its lines together.
struct MessageLimit: Sendable {
  let places: Int
  /// Whether the one that waits longest makes room for a newcomer, which else is lost itself.
  let replacesOldest: Bool
}

struct ConnectionPool: Sendable {
  /// A row of the `party` table.
  let dependency: Int
  let size: Int
}

struct Outages: Sendable {
  /// Both in seconds.
  let meanTimeToFailure: Double
  let meanTimeToRepair: Double
}

/// A workload.
struct Source: Sendable {
  enum Arrivals: Sendable {
    /// Poisson, per second.
    case open(rate: Double)
    /// A population that thinks between answer and request, exponentially.
    case closed(population: Int, thinkTime: Double)
    case scheduled(period: Double, cohort: Int, jitter: Double)
  }

  /// A row of the `workload` table.
  let workload: Int
  let stream: UInt64
  let arrivals: Arrivals
  /// The call that enters.
  let call: Int32
}
