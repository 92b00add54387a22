import Topology

/// What a store or queue keeps, today and as it grows.
struct StoredBytes {
  /// Bytes of one copy of everything.
  let curve: GrowthCurve
  /// Bytes that one copy can have at most, whatever comes.
  let most: Interval
  /// Bytes a day that come in, where nothing says how the amount grows.
  let written: Interval?
  /// Copies of each partition.
  let copies: Interval
  let partitions: Interval
  let formula: Formula
  private(set) var derivation: Derivation

  /// `nil` for what keeps nothing that the model knows of.
  init?(ofParty party: Int, _ analysis: CapacityAnalysis) {
    let topology = analysis.topology
    var derivation = Derivation()
    switch topology.kind(ofParty: party) {
    case .store:
      guard let kept = KeptData(inStore: party, topology, &derivation) else { return nil }
      curve = kept.curve
      most = Interval(.infinity)
      written = kept.isGrowthKnown ? nil : analysis.ingest(ofParty: party, &derivation) * QuantityKind.secondsPerDay
      formula = .storedData
    case .queue:
      guard let kept = KeptMessages(inQueue: party, analysis, &derivation) else { return nil }
      curve = kept.curve
      most = kept.most
      written = nil
      formula = .storedMessages
    case .service, .client: return nil
    }
    let replicas = ReplicaCount(ofParty: party, .least, topology: topology)
    derivation.add(replicas.derivation)
    copies = replicas.count
    partitions = Self.partitions(ofParty: party, topology, &derivation)
    self.derivation = derivation
  }

  /// Bytes in all copies.
  func total(_ curve: (GrowthCurve) -> Interval) -> Interval { .min(curve(self.curve), most) * copies }

  /// Bytes a day by which one copy grows.
  var daily: Interval {
    let growth = curve.parts.reduce(Interval.zero) { sum, part in
      sum + part.today * part.growth.factor(after: QuantityKind.secondsPerDay).map { max(0, $0 - 1) }
    }
    return written.map { .min(growth, Interval(low: growth.low, high: max(growth.low, $0.high))) } ?? growth
  }

  private static func partitions(ofParty party: Int, _ topology: Topology, _ derivation: inout Derivation) -> Interval {
    guard let stated = derivation.number(Facts.Party.partitions, party, of: topology) else { return .one }
    if stated > 1 { derivation.assume(.evenSpread) }
    return Interval(stated)
  }
}
