/// The largest demand that can be carried for good, and what binds it.
public struct LargestRate: Sendable {
  /// Requests per second of a workload, or for the mix a multiple of its peak.
  public var rate: Estimate
  /// What binds first, the narrowest first, at most three.
  public var limits: [Limit]
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
