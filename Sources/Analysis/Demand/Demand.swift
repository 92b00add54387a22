import GraphAlgorithms
import Topology

/// The demand graph with the workloads' visits, each part solved when it is first needed.
final class Demand: Sendable {
  let topology: Topology
  let network: DemandNetwork
  let workloads: [WorkloadDemand]
  /// The workloads of which nobody says where they enter.
  let withoutEntry: [Int]
  /// Whether any gain is known only within bounds.
  let hasBounds: Bool
  /// By workload: the retry that nobody states, where the number of its attempts is open although nothing fails but by stated rates.
  let openRetries: [FactID?]
  /// With every attempt failing; most questions are about attempts that do not.
  private let failingNetwork: Lazily<DemandNetwork>
  private let nominal: Lazily<[WorkloadVisits]>
  private let failing: Lazily<[WorkloadVisits]>

  init(of topology: Topology) {
    let network = DemandNetwork(of: topology)
    let workloads = topology.rows(of: .workload).map {
      WorkloadDemand($0, nodes: network.nodes, topology: topology)
    }
    let hasBounds = network.edges.contains { !$0.gain.isPoint }
    self.topology = topology
    self.network = network
    self.workloads = workloads
    withoutEntry = workloads.indices.filter { workloads[$0].entry == nil }
    self.hasBounds = hasBounds
    openRetries = workloads.map {
      $0.attempts(.nothingFails, network.failures).isPoint ? nil : $0.missingRetry
    }
    let failingNetwork = Lazily { network.withEveryAttemptFailing(of: topology) }
    self.failingNetwork = failingNetwork
    nominal = Lazily { WorkloadVisits.solve(network, workloads, .nothingFails, hasBounds: hasBounds) }
    failing = Lazily {
      WorkloadVisits.solve(failingNetwork.value, workloads, .everyAttemptFails, hasBounds: hasBounds)
    }
  }

  /// The same graph with other rates of the workloads.
  init(_ other: Demand, _ workloads: [WorkloadDemand]) {
    topology = other.topology
    network = other.network
    self.workloads = workloads
    withoutEntry = other.withoutEntry
    hasBounds = other.hasBounds
    openRetries = other.openRetries
    failingNetwork = other.failingNetwork
    nominal = other.nominal
    failing = other.failing
  }

  /// The graph with the gains of a load case whose attempts fail by no load.
  func network(_ failures: LoadCase.Failures) -> DemandNetwork {
    failures == .everyAttemptFails ? failingNetwork.value : network
  }

  /// The visits of every workload, by row.
  func visits(_ failures: LoadCase.Failures) -> [WorkloadVisits] {
    failures == .everyAttemptFails ? failing.value : nominal.value
  }
}

/// How often one request of a workload visits each node.
struct WorkloadVisits: Sendable {
  let low: Visits
  let high: Visits

  /// O(log n).
  subscript(node: Int) -> Interval {
    let low = self.low[node]
    return Interval(low: low, high: max(low, high[node]))
  }

  /// The visits of all nodes, in an array for many questions.
  func byNode(_ count: Int) -> [Interval] {
    var result = [Interval](repeating: .zero, count: count)
    for (node, value) in zip(high.nodes, high.values) { result[Int(node)].high = value }
    for (node, value) in zip(low.nodes, low.values) {
      result[Int(node)].low = value
      result[Int(node)].high = max(value, result[Int(node)].high)
    }
    return result
  }

  /// The nodes that may be visited, ascending.
  var nodes: [Int32] { high.nodes }

  static func solve(
    _ network: DemandNetwork, _ workloads: [WorkloadDemand], _ failures: LoadCase.Failures, hasBounds: Bool
  ) -> [WorkloadVisits] {
    var high = TrafficEquations(network, GainMode(isHigh: true))
    var low = TrafficEquations(network, GainMode(isHigh: false))
    return workloads.map { workload in
      guard let entry = workload.entry else {
        let nothing = Visits(nodes: [], values: [])
        return WorkloadVisits(low: nothing, high: nothing)
      }
      let requests = workload.attempts(failures, network.failures)
      let most = high.solve(entry: entry, requests: requests.high)
      let isSettled = !hasBounds && requests.isPoint
      return WorkloadVisits(low: isSettled ? most : low.solve(entry: entry, requests: requests.low), high: most)
    }
  }
}
