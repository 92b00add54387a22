/// What can keep demand from growing.
public enum LimitKind: Hashable, Sendable {
  /// Servers that are busy all the time.
  case servers
  /// Requests in progress, held while they wait downstream.
  case threads
  /// Connections that a component keeps for a dependency, held until the answer.
  case pool
  /// Connections that a component accepts.
  case connections
  /// The network between two components.
  case bandwidth
  /// What an interface lets in.
  case rateLimit

  /// As machine-readable output names it.
  public var word: String {
    switch self {
    case .servers: "servers"
    case .threads: "threads"
    case .pool: "pool"
    case .connections: "connections"
    case .bandwidth: "bandwidth"
    case .rateLimit: "rate-limit"
    }
  }
}

/// The demand at which something is fully used.
public struct Limit: Sendable {
  /// What is used up.
  public var kind: LimitKind
  /// Row of the `party` table: who is too slow, or whose resource it is.
  public var party: Int
  /// The operation that takes most of its time, if one does.
  public var operation: Int?
  /// Of bandwidth: the row of the `link` table.
  public var link: Int?
  /// Of rate limits: the row of the `interface` table.
  public var interface: Int?
  /// Of pools: the component that the connections are for.
  public var dependency: Int?
  /// Of servers: which of its copies binds.
  public var side: StationSide
  /// Reached through queues only: above it answers stay fast, but a backlog grows.
  public var isAsynchronous: Bool
  /// In the unit of the largest rate.
  public var rate: Interval
  /// With everything at its peak: the share of the resource that is used.
  public var peakUtilization: Interval
  /// What the resource itself rests on, beside the demand.
  var derivation: Derivation
  /// The components whose work it depends on.
  var involved: [Int]

  /// A word for the resource, or of servers for their requests.
  public var word: String {
    switch kind {
    case .servers: "\(side)"
    case .threads: "requests in progress"
    case .pool: "pool"
    case .connections: "connections"
    case .bandwidth: "bandwidth"
    case .rateLimit: "rate limit"
    }
  }
}
