/// The stations that requests visit while they hold a resource, and how many of it there are: a closed network with as many
/// clients, at both ends of what is known.
struct HeldNetworks {
  /// How many can be held at the same time.
  let count: Interval
  /// `nil` where nothing asks for the resource.
  let worst: InnerNetwork?
  let best: InnerNetwork?

  /// How much is computed.
  enum Effort {
    /// What operational laws say, in time proportional to the stations.
    case bounds
    /// The networks are solved.
    case exact(ClosedNetworkSolutions)
  }

  /// Requests over time, at least and at most.
  func capacity(_ effort: Effort) -> Interval {
    let low = capacity(.worst, effort)
    return Interval(low: low, high: max(low, capacity(.best, effort)))
  }

  /// Whether the resource carries what its inner stations do, so that these are what binds.
  func isBoundInside(_ effort: Effort) -> Bool {
    [Bound.worst, .best].allSatisfy { bound in
      guard let inner = inner(bound), inner.isServed else { return false }
      return capacity(bound, effort) >= Self.asGoodAs * inner.closed().ceiling
    }
  }

  /// A closed network comes near the ceiling of its busiest station only in the limit.
  private static let asGoodAs = 0.99

  /// So many sums tell enough of a network that is too large.
  private static let fewSums = 4e5

  private func inner(_ bound: Bound) -> InnerNetwork? { bound == .worst ? worst : best }

  private func capacity(_ bound: Bound, _ effort: Effort) -> Double {
    guard let inner = inner(bound) else { return .infinity }
    guard inner.isServed else { return 0 }
    let closed = inner.closed()
    let clients = bound.ofSupply(count)
    guard clients.isFinite else { return closed.ceiling }
    let bounds = closed.bounds(clients)
    guard case .exact(let solutions) = effort, !bounds.isPoint else {
      return bound == .worst ? bounds.low : bounds.high
    }
    let sums = closed.sums(clients)
    if sums < ClosedNetwork.mostSums { return solutions.throughput(of: closed, Int(clients)) }
    // Of so many clients a part already brings nearly as much, and never more.
    let fewer = Int(clients * Self.fewSums / sums)
    return bound == .worst ? max(bounds.low, solutions.throughput(of: closed, fewer)) : bounds.high
  }
}
