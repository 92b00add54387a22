import GraphAlgorithms
public import Topology

/// A loop of calls that makes at least as many requests as it takes: its demand has no end.
public struct DemandLoop: Sendable {
  /// Operations, and components where calls name no operation, in the order of the loop.
  public var entities: [EntityID]
  /// Requests that come back for each that goes round the loop shown.
  ///
  /// Below 1 where only several loops together have no end.
  public var gain: Double
}

extension DemandNetwork {
  /// The loops of gain 1 or more with nothing failing.
  func endlessLoops(in topology: Topology) -> [DemandLoop] {
    let mode = GainMode(isHigh: false)
    let solver = LoopSolver(network: self, mode: mode)
    return (0..<components.count)
      .filter { component in
        guard components.isCyclic(component) else { return false }
        let ones = components.members(of: component).map { _ in 1.0 }
        return solver.solve(component: component, entering: ones) == nil
      }
      .map { loop(in: $0, mode: mode, topology) }
      .sorted { ($0.entities.first.map(\.row) ?? 0) < ($1.entities.first.map(\.row) ?? 0) }
  }

  /// The loop that is found by following the strongest call from the first member.
  private func loop(in component: Int, mode: GainMode, _ topology: Topology) -> DemandLoop {
    var path: [Int] = []
    var seenAt: [Int: Int] = [:]
    var gains: [Double] = []
    var node = Int(components.members(of: component).min() ?? 0)
    while seenAt[node] == nil {
      seenAt[node] = path.count
      path.append(node)
      guard let edge = strongest(from: node, in: component, mode) else { break }
      gains.append(mode.gain(edges[edge]))
      node = Int(edges[edge].target)
    }
    let start = seenAt[node] ?? 0
    var entities: [EntityID] = []
    for node in path[start...] {
      let entity = nodes.entity(ofNode: node, in: topology)
      if entities.last != entity { entities.append(entity) }
    }
    if entities.count > 1, entities.last == entities.first { entities.removeLast() }
    return DemandLoop(entities: entities, gain: gains.dropFirst(start).reduce(1, *))
  }

  private func strongest(from node: Int, in component: Int, _ mode: GainMode) -> Int? {
    outgoing(node)
      .filter { components.component(of: Int(edges[$0].target)) == component }
      .max { (mode.gain(edges[$0]), $1) < (mode.gain(edges[$1]), $0) }
  }
}
