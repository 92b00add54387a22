import Topology

/// How far the nodes of a component get in each other's way.
struct Scalability {
  /// `nil` where neither contention nor coherency is stated: then every node brings what the first one does.
  private(set) var law: UniversalScalability?
  private(set) var derivation = Derivation()

  init(ofParty party: Int, topology: Topology) {
    let contention = derivation.number(Columns.contention, party, of: topology)
    let coherency = derivation.number(Columns.coherency, party, of: topology)
    guard contention != nil || coherency != nil else { return }
    if contention == nil || coherency == nil { derivation.assume(.partialScalability) }
    law = UniversalScalability(contention: contention ?? 0, coherency: coherency ?? 0)
  }

  /// The part of its own capacity that each of so many nodes brings.
  func efficiency(_ nodes: Interval) -> Interval {
    guard let law else { return .one }
    let few = law.efficiency(max(1, nodes.low))
    return Interval(low: nodes.high.isFinite ? min(few, law.efficiency(max(1, nodes.high))) : 0, high: few)
  }
}
