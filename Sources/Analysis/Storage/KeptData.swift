import Topology

/// The data sets of which a store has the truth or a copy.
struct KeptData {
  private(set) var curve = GrowthCurve([])
  private(set) var isGrowthKnown = true

  init?(inStore store: Int, _ topology: Topology, _ derivation: inout Derivation) {
    var parts: [GrowthCurve.Part] = []
    for dataSet in topology.rows(of: .dataSet) {
      let isSource = topology.references(Facts.DataSet.canonical, dataSet)?.contains { $0.row == store } ?? false
      let copies = (topology.rows(Facts.DataSet.copies, dataSet) ?? 0..<0)
        .filter { topology.reference(Facts.Copy.in, $0)?.row == store }
      guard isSource || !copies.isEmpty else { continue }
      let size = Self.size(of: dataSet, topology, &derivation)
      let growth = Growth(ofDataSet: dataSet, topology: topology, &derivation)
      if growth.monthly == .unbounded { isGrowthKnown = false }
      if isSource { parts.append(GrowthCurve.Part(today: size, growth: growth)) }
      for copy in copies {
        let today = Self.isPartial(copy, topology) ? Interval(low: 0, high: size.high) : size
        if today == size, size != .zero { derivation.assume(.wholeCopies) }
        parts.append(GrowthCurve.Part(today: today, growth: growth))
      }
    }
    if parts.isEmpty { return nil }
    curve = GrowthCurve(parts)
  }

  private static func size(of dataSet: Int, _ topology: Topology, _ derivation: inout Derivation) -> Interval {
    if let size = derivation.number(Columns.dataSize, dataSet, of: topology) { return Interval(size) }
    derivation.lack(Columns.dataSize, dataSet, of: topology)
    return .unbounded
  }

  /// A cache holds what is asked for.
  private static func isPartial(_ copy: Int, _ topology: Topology) -> Bool {
    topology.word(Columns.copyKind, copy) == "cache"
  }
}
