import GraphAlgorithms
import Topology

/// How often one request, entering at one node, visits each node that it reaches.
struct Visits: Sendable {
  /// Ascending.
  let nodes: [Int32]
  let values: [Double]

  /// O(log n).
  subscript(node: Int) -> Double {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle]) < node { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count && Int(nodes[low]) == node ? values[low] : 0
  }
}

/// Solves `V = e + Gᵀ V` for one entry at a time, callers before callees, loops on their own.
struct TrafficEquations {
  let network: DemandNetwork
  let mode: GainMode
  /// Visits by node; zero again after each solution, as are the marks.
  private var visits: [Double]
  private var isReached: [Bool]

  init(_ network: DemandNetwork, _ mode: GainMode) {
    self.network = network
    self.mode = mode
    visits = [Double](repeating: 0, count: network.nodes.count)
    isReached = [Bool](repeating: false, count: network.nodes.count)
  }

  /// Visits for `requests` that enter at a node. O(reached nodes and edges), with a sort of the nodes.
  mutating func solve(entry: Int, requests: Double) -> Visits {
    let reached = reach(entry)
    visits[entry] = requests
    let byCallers = callersFirst(reached)
    var index = 0
    while index < byCallers.count {
      let component = component(of: byCallers[index])
      if network.components.isCyclic(component) { settle(component) }
      while index < byCallers.count, self.component(of: byCallers[index]) == component {
        push(byCallers[index], component)
        index += 1
      }
    }
    let nodes = ascending(reached).filter { visits[Int($0)] > 0 }
    let values = nodes.map { visits[Int($0)] }
    for node in reached {
      visits[Int(node)] = 0
      isReached[Int(node)] = false
    }
    return Visits(nodes: nodes, values: values)
  }

  /// Sorting is slower than a pass over all nodes once a good part of them is reached.
  private func isMost(_ reached: [Int32]) -> Bool { reached.count > network.nodes.count / 16 }

  private func callersFirst(_ reached: [Int32]) -> [Int32] {
    isMost(reached)
      ? network.callersFirst.filter { isReached[Int($0)] }
      : reached.sorted { component(of: $0) > component(of: $1) }
  }

  private func ascending(_ reached: [Int32]) -> [Int32] {
    isMost(reached) ? isReached.indices.filter { isReached[$0] }.map { Int32($0) } : reached.sorted()
  }

  private func component(of node: Int32) -> Int { network.components.component(of: Int(node)) }

  /// Marks what the entry reaches.
  private mutating func reach(_ entry: Int) -> [Int32] {
    var reached = [Int32(entry)]
    isReached[entry] = true
    var next = 0
    while next < reached.count {
      for edge in network.outgoing(Int(reached[next])) {
        let target = network.edges[edge].target
        guard !isReached[Int(target)], mode.gain(network.edges[edge]) > 0 else { continue }
        isReached[Int(target)] = true
        reached.append(target)
      }
      next += 1
    }
    return reached
  }

  private mutating func settle(_ component: Int) {
    let members = network.components.members(of: component)
    let entering = members.map { visits[Int($0)] }
    guard entering.contains(where: { $0 > 0 }) else { return }
    let solution =
      entering.allSatisfy(\.isFinite)
      ? LoopSolver(network: network, mode: mode).solve(component: component, entering: entering) : nil
    for (index, node) in members.enumerated() { visits[Int(node)] = solution?[index] ?? .infinity }
  }

  /// Hands the visits of a settled node on, but not round its own loop once more.
  private mutating func push(_ node: Int32, _ component: Int) {
    let own = visits[Int(node)]
    guard own > 0 else { return }
    let isCyclic = network.components.isCyclic(component)
    for edge in network.outgoing(Int(node)) {
      let target = Int(network.edges[edge].target)
      if isCyclic, network.components.component(of: target) == component { continue }
      visits[target] += Interval.product(own, mode.gain(network.edges[edge]))
    }
  }
}
