public import Topology

/// A workload that is not simulated.
public struct Refusal: Sendable {
  /// A row of the `workload` table.
  public let workload: Int
  /// The facts that nobody states; empty if only a neighbour lacks some.
  public let missing: [FactID]
  /// Workloads that are not simulated and ask components which this one needs; rows of the `workload` table.
  public let neighbours: [Int]
}
