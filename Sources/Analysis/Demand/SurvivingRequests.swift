import Topology

/// The share of a caller's requests that come as far as each of its calls.
///
/// Links of one caller run in file order, and a call that fails for good ends the request that needs it: what comes later
/// is not called. Calls of one `parallel` group begin together.
struct SurvivingRequests {
  let topology: Topology
  let failures: CallFailures
  /// By node, after the calls so far.
  private var shares: [Int: Interval] = [:]
  /// By node and group, when the group begins.
  private var groups: [Group: Interval] = [:]

  private struct Group: Hashable {
    let node: Int
    let name: String
  }

  init(topology: Topology, failures: CallFailures) {
    self.topology = topology
    self.failures = failures
  }

  /// For the mean visits of the next link of a node: of several in a row, each is made only if those before succeed.
  mutating func part(atCall link: Int, from node: Int) -> Interval {
    guard !failures.isEmpty else { return .one }
    let group = topology.text(Facts.Link.parallel, link).map { Group(node: node, name: $0) }
    let reached = group.flatMap { groups[$0] } ?? shares[node] ?? .one
    if let group { groups[group] = reached }
    guard CallFailures.isNeeded(link, topology) else { return reached }
    let failed = failures.ofCalls(link)
    let left = Interval(low: 1 - failed.high, high: 1 - failed.low)
    shares[node] = (shares[node] ?? .one) * left
    return group == nil ? reached * visitsMade(link) : reached
  }

  /// The part of the visits of a link that are made although some of them fail.
  private func visitsMade(_ link: Int) -> Interval {
    let visits = topology.number(Facts.Link.visits, link) ?? 1
    let hits = topology.number(Facts.Link.cacheHitRate, link) ?? 0
    let failing = failures.ofCall(link)
    guard visits > 1, visits.isFinite, failing.high > 0 else { return .one }
    func made(_ failure: Double) -> Double {
      let each = failure * (1 - hits)
      guard each > 0 else { return 1 }
      let whole = visits.rounded(.down)
      let last = (visits - whole) * Real.pow(1 - each, whole)
      return ((1 - Real.pow(1 - each, whole)) / each + last) / visits
    }
    return Interval(low: made(failing.high), high: made(failing.low))
  }
}
