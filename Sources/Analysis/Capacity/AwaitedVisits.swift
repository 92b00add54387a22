import Synchronization
import Topology

/// How often a request visits what it waits for. All questions share the memory that solving takes, which is as large as the
/// system.
final class AwaitedVisits: Sendable {
  /// The calls whose callers wait.
  let network: DemandNetwork
  private let low: Mutex<TrafficEquations>
  private let high: Mutex<TrafficEquations>

  init(_ demand: Demand) {
    let topology = demand.topology
    network = demand.network.filtered { SynchronousReach.waits($0, topology) }
    low = Mutex(TrafficEquations(network, GainMode(isHigh: false)))
    high = Mutex(TrafficEquations(network, GainMode(isHigh: true)))
  }

  /// Visits for requests that enter at a node, at one end of what is known. O(what they reach).
  func visits(from node: Int, requests: Double, _ bound: Bound) -> Visits {
    bound == .worst
      ? high.withLock { $0.solve(entry: node, requests: requests) }
      : low.withLock { $0.solve(entry: node, requests: requests) }
  }
}
