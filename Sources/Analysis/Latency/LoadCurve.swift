import Topology

/// How a workload's answers slow down as the load of the whole mix grows.
public struct LoadCurve: Sendable {
  /// The load at one place of the curve, and what it brings.
  public struct Point: Sendable {
    /// Requests per second of the workload.
    public var rate: Double
    /// The mean time until the answer, in seconds.
    public var mean: Interval?
    /// The time within which 99 of 100 answers come, in seconds.
    public var p99: Interval?
    /// Utilization of each component of `components`, in their order.
    public var utilizations: [Interval?]
  }

  /// With growing load, up to just below where a component that is waited for cannot follow.
  public var points: [Point]
  /// The busiest components that the workload visits, the busiest first: rows of the `party` table.
  public var components: [Int]
}

extension CapacityAnalysis {
  /// Latency and utilization of a workload against load, all workloads growing alike from nothing; `nil` where its
  /// rate, or what it visits, is not known well enough to draw.
  ///
  /// With the replicas that scaling brings. O(points · work of one latency).
  public func loadCurve(ofWorkload workload: Int, points count: Int = 24, components most: Int = 3) -> LoadCurve? {
    guard let rate = rate(ofWorkload: workload).point, rate > 0, rate.isFinite else { return nil }
    let busiest = parties(visitedBy: workload)
      .compactMap { party in utilization(ofParty: party, at: .curve(1)).value.map { (party: party, share: $0.high) } }
      .filter { $0.share.isFinite && $0.share > 0 }
      .sorted { ($1.share, $0.party) < ($0.share, $1.party) }
    guard let top = busiest.first, count > 1 else { return nil }
    let components = busiest.prefix(most).map(\.party)
    // The last point stands a little before the limit: at the limit itself answers take for ever.
    let last = 0.98 / top.share
    let points = (1...count).map { step -> LoadCurve.Point in
      let factor = last * Double(step) / Double(count)
      let latency = latency(ofWorkload: workload, at: .curve(factor))
      return LoadCurve.Point(
        rate: rate * factor, mean: latency.mean.value, p99: latency.p99.value,
        utilizations: components.map { utilization(ofParty: $0, at: .curve(factor)).value })
    }
    return points.contains { $0.mean != nil } ? LoadCurve(points: points, components: components) : nil
  }
}

extension LoadCase {
  /// The ordinary mix times a factor, on the replicas that scaling brings.
  fileprivate static func curve(_ factor: Double) -> LoadCase { LoadCase(.rate, .byScaling, factor: factor) }
}
