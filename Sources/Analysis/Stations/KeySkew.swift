import Topology

/// How unevenly the keys of a store or queue are asked for: as it states itself, else as the workloads state that reach it.
struct KeySkew: Sendable {
  private let topology: Topology
  private let visitors: Lazily<Visitors>
  /// Without a workload that states it, nobody has to look for those that reach a component.
  private let isStatedByWorkloads: Bool

  init(_ topology: Topology, _ visitors: Lazily<Visitors>) {
    self.topology = topology
    self.visitors = visitors
    isStatedByWorkloads = [Columns.workloadTopShare, Columns.workloadKeys].contains { topology.hasFacts($0) }
  }

  /// The part of its accesses that the busiest of `partitions` partitions gets; between those of its workloads where they
  /// differ.
  func busiestShare(of party: Int, partitions: Double, _ derivation: inout Derivation) -> Interval {
    guard partitions > 1 else { return .one }
    var shares: [Double] = []
    if topology.kind(ofParty: party) == .store,
      let own = share(partitions, Columns.storeTopShare, Columns.storeKeys, party, &derivation)
    {
      shares = [own]
    } else if isStatedByWorkloads {
      shares = visitors.value[party].map { workload in
        share(partitions, Columns.workloadTopShare, Columns.workloadKeys, workload, &derivation)
          ?? even(partitions, &derivation)
      }
    }
    guard let least = shares.min(), let most = shares.max() else { return Interval(even(partitions, &derivation)) }
    return Interval(low: least, high: most)
  }

  private func even(_ partitions: Double, _ derivation: inout Derivation) -> Double {
    derivation.assume(.evenSpread)
    return 1 / partitions
  }

  /// The partition of the most frequent key, the others spread evenly; of keys that are all alike, as many as come to
  /// the partition that has most of them.
  private func share(
    _ partitions: Double, _ top: ColumnID, _ keys: ColumnID, _ row: Int, _ derivation: inout Derivation
  ) -> Double? {
    let keys = derivation.number(keys, row, of: topology)
    guard let top = derivation.number(top, row, of: topology) else {
      return keys.map { max(1, ($0 / partitions).rounded(.up)) / $0 }
    }
    guard let keys, keys.isFinite else { return top + (1 - top) / partitions }
    guard keys > 1 else { return 1 }
    return max(top, 1 / keys) + (1 - top) * ((keys - 1) / partitions).rounded(.down) / (keys - 1)
  }
}
