import GraphAlgorithms
import Topology

/// Which ends of the gains of a demand graph are used.
struct GainMode: Hashable, Sendable {
  var isHigh: Bool

  func gain(_ edge: DemandEdge) -> Double {
    isHigh ? edge.gain.high : edge.gain.low
  }
}

/// Solves the traffic equations inside one cyclic component.
struct LoopSolver {
  let network: DemandNetwork
  let mode: GainMode
  /// Above it, elimination costs more than going round.
  private static let largestDenseLoop = 150

  /// The visits of each member, given those that enter from outside, both in the order of the members; `nil` where the loop feeds itself without end.
  func solve(component: Int, entering right: [Double]) -> [Double]? {
    let members = Array(network.components.members(of: component))
    guard members.count <= Self.largestDenseLoop else { return iterate(members, component, right) }
    var position: [Int32: Int] = [:]
    for (index, node) in members.enumerated() { position[node] = index }
    var system = DenseSystem(size: members.count)
    for (index, node) in members.enumerated() {
      for edge in network.outgoing(Int(node)) {
        guard let target = position[network.edges[edge].target] else { continue }
        let gain = mode.gain(network.edges[edge])
        guard gain.isFinite else { return nil }
        system.add(gain, row: target, column: index)
      }
    }
    return system.solve(right)
  }

  /// Rounds of substitution (Gauss and Seidel), with the geometric rest of the last change added.
  private func iterate(_ members: [Int32], _ component: Int, _ right: [Double]) -> [Double]? {
    let incoming = self.incoming(members, component)
    var x = right
    var lastChange = 0.0
    for round in 0..<max(60, 20_000_000 / max(1, incoming.items.count)) {
      let previous = x
      let change = substitute(&x, right, incoming)
      guard change.isFinite, change < 1e15 else { return nil }
      if change <= 1e-13 * (x.max() ?? 1) { return x }
      if round > 20, lastChange > 0 {
        let ratio = change / lastChange
        if ratio >= 1 - 1e-9 { return nil }
        if round > 50, ratio < 0.999 { return extrapolated(x, previous, ratio) }
      }
      lastChange = change
    }
    return nil
  }

  private func extrapolated(_ x: [Double], _ previous: [Double], _ ratio: Double) -> [Double] {
    zip(x, previous).map { $0 + max(0, $0 - $1) * ratio / (1 - ratio) }
  }

  /// One round; returns the sum of the changes.
  private func substitute(_ x: inout [Double], _ right: [Double], _ incoming: Incoming) -> Double {
    var change = 0.0
    for index in x.indices.reversed() {
      var value = right[index]
      for item in incoming.offsets[index]..<incoming.offsets[index + 1] {
        value += Interval.product(x[incoming.items[item].source], incoming.items[item].gain)
      }
      change += abs(value - x[index])
      x[index] = value
    }
    return change
  }

  /// The edges inside a component, by target.
  private struct Incoming {
    var offsets: [Int]
    var items: [(source: Int, gain: Double)]
  }

  private func incoming(_ members: [Int32], _ component: Int) -> Incoming {
    var position: [Int32: Int] = [:]
    for (index, node) in members.enumerated() { position[node] = index }
    var lists = [[(source: Int, gain: Double)]](repeating: [], count: members.count)
    for (index, node) in members.enumerated() {
      for edge in network.outgoing(Int(node)) {
        guard let target = position[network.edges[edge].target] else { continue }
        lists[target].append((index, mode.gain(network.edges[edge])))
      }
    }
    var offsets = [0]
    for list in lists { offsets.append(offsets[offsets.count - 1] + list.count) }
    return Incoming(offsets: offsets, items: lists.flatMap { $0 })
  }
}
