import Topology

/// What each single loss does to one workload, from one sweep over its structure function instead of one for each loss.
struct WorkloadImpact {
  /// The share of requests that fail.
  private var shares: [FailureEffect.Loss: Interval] = [:]
  /// What costs requests, in the order in which a request meets it.
  private(set) var losses: [FailureEffect.Loss] = []

  init(_ failure: WorkloadFailure, _ graph: DependencyGraph, _ failures: FailureTable) {
    for (function, isFirst) in [(failure.worst, true), (failure.best, false)] {
      for (loss, share) in Self.shares(function, failures) { add(loss, share, isFirst) }
    }
    addLinks(failure, graph)
    losses = losses.filter { self[$0].high > 0 }
  }

  subscript(loss: FailureEffect.Loss) -> Interval { shares[loss] ?? .zero }

  private mutating func add(_ loss: FailureEffect.Loss, _ share: Double, _ isFirst: Bool) {
    let share = min(1, max(0, share))
    guard let known = shares[loss] else {
      shares[loss] = isFirst ? Interval(share) : Interval(low: 0, high: share)
      losses.append(loss)
      return
    }
    shares[loss] = .hull(known, Interval(share))
  }

  /// With everything else up, a component, zone or region costs exactly its importance.
  private static func shares(
    _ function: StructureFunction, _ failures: FailureTable
  ) -> [(FailureEffect.Loss, Double)] {
    let importances = function.importances(function.allUp)
    return zip(function.events.events, importances).compactMap { event, importance in
      switch event {
      case .domain(.zone(let name)): (.zone(name), importance)
      case .domain(.region(let name)): (.region(name), importance)
      case .copies(let party, let left, isStricter: false) where left == failures[party].placement.all:
        (.component(party), importance)
      default: nil
      }
    }
  }

  /// A cut link costs the requests that make the call; behind something that only some requests need, at most what its
  /// caller costs.
  private mutating func addLinks(_ failure: WorkloadFailure, _ graph: DependencyGraph) {
    for node in failure.reach.order {
      let caller = graph.party(ofNode: node)
      for call in graph.calls[node] where call.link >= 0 && failure.mayNeed(call) {
        var share = failure.visits.share(of: call, at: node)
        let isSure =
          failure.reach.isCertain(node) && call.necessity != .unknown
          && call.targets.allSatisfy { graph.standIns(for: Int($0)).isEmpty }
        if !failure.reach.isCertain(node) { share = share * self[.component(caller)] }
        let loss = FailureEffect.Loss.link(Int(call.link))
        let known = self[loss]
        if shares[loss] == nil { losses.append(loss) }
        shares[loss] = .max(known, Interval(low: isSure ? share.low : 0, high: share.high))
      }
    }
  }
}

extension WorkloadFailure {
  /// The share of requests that fail while some components are lost with all their copies.
  func lostShare(without parties: Set<Int>) -> Interval {
    let ends = [worst, best].map { function -> Double in
      var chances = function.allUp
      for (number, event) in function.events.events.enumerated() {
        if case .copies(let party, _, _) = event, parties.contains(party) { chances[number] = 0 }
      }
      return min(1, max(0, function.availability(function.allUp) - function.availability(chances)))
    }
    return Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
  }
}
