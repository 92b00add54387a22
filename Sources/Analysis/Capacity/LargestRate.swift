/// The largest demand that can be carried for good, and what binds it.
public struct LargestRate: Sendable {
  /// Requests per second of a workload, or for the mix a multiple of its peak.
  public var rate: Estimate
  /// What binds first, the narrowest first, at most three.
  public var limits: [Limit]
}

/// The demand at which one component is fully used.
public struct Limit: Sendable {
  /// Row of the `party` table.
  public var party: Int
  /// The operation that takes most of its time, if one does.
  public var operation: Int?
  /// Which of its copies binds.
  public var side: StationSide
  /// Reached through queues only: above it answers stay fast, but a backlog grows.
  public var isAsynchronous: Bool
  /// In the unit of the largest rate.
  public var rate: Interval
  /// With everything at its peak.
  public var peakUtilization: Interval
}

/// What cannot be worked off at peak.
public struct Backlog: Sendable {
  /// The component that is too slow.
  public var party: Int
  /// The queue in front of it; `nil` where it is called asynchronously without one.
  public var queue: Int?
  /// Messages per second by which the backlog grows at peak.
  public var growth: Estimate
  /// The rate of the workload that can be worked off for good, the others at their peak.
  public var sustainedRate: Interval
}
