public import Topology

/// A fact that nobody stated, with what it would settle.
public struct Question: Sendable {
  public var fact: FactID
  /// As people write it, e.g. `shipping.ship.idempotency`.
  public var name: String
  /// Verdicts that wait for it.
  public var settles: Int
  /// The rules of those verdicts, in order.
  public var rules: [String]
}

public enum Questions {
  /// The facts behind all open verdicts, those that settle most first.
  public static func ranked(_ open: [OpenVerdict], rules: [Rule], topology: Topology) -> [Question] {
    var counts: [FactID: Int] = [:]
    var rulesByFact: [FactID: Set<Int>] = [:]
    for verdict in open {
      for fact in Set(verdict.missing.map(topology.shortestUnstated)) {
        counts[fact, default: 0] += 1
        rulesByFact[fact, default: []].insert(verdict.ruleIndex)
      }
    }
    let order = counts.keys.sorted { (-(counts[$0] ?? 0), $0) < (-(counts[$1] ?? 0), $1) }
    return order.map { fact in
      Question(
        fact: fact, name: topology.describe(fact), settles: counts[fact] ?? 0,
        rules: (rulesByFact[fact] ?? []).sorted().map { rules[$0].id })
    }
  }
}
