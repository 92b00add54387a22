public import Topology

/// A fact that nobody stated, with what it would settle.
public struct Question: Sendable {
  public var fact: FactID
  /// Verdicts that wait for it.
  public var settles: Int
  /// The rules of those verdicts, in order.
  public var rules: [String]
  let topology: Topology

  /// The fact as people write it, e.g. `shipping.ship.idempotency`. Made when it is asked for: of thousands of questions,
  /// people are shown some dozens.
  public var name: String { topology.describe(fact) }
}

public enum Questions {
  /// The facts behind all open verdicts, those that settle most first.
  public static func ranked(_ open: [OpenVerdict], rules: [Rule], topology: Topology) -> [Question] {
    var asked: [(fact: FactID, rule: Int)] = []
    for verdict in open {
      var own: [FactID] = []
      for fact in verdict.missing.map(topology.shortestUnstated) where !own.contains(fact) { own.append(fact) }
      for fact in own { asked.append((fact, verdict.ruleIndex)) }
    }
    asked.sort { ($0.fact, $0.rule) < ($1.fact, $1.rule) }
    var questions: [Question] = []
    var start = 0
    while start < asked.count {
      let end = asked[start...].firstIndex { $0.fact != asked[start].fact } ?? asked.count
      questions.append(question(asked[start..<end], rules, topology))
      start = end
    }
    // The sort is stable: facts that settle as much stay in the order of the model.
    return questions.sorted { $0.settles > $1.settles }
  }

  private static func question(
    _ verdicts: ArraySlice<(fact: FactID, rule: Int)>, _ rules: [Rule], _ topology: Topology
  ) -> Question {
    let fact = verdicts[verdicts.startIndex].fact
    var ids: [String] = []
    for verdict in verdicts where ids.last != rules[verdict.rule].id { ids.append(rules[verdict.rule].id) }
    return Question(fact: fact, settles: verdicts.count, rules: ids, topology: topology)
  }
}
