import GraphAlgorithms

extension ComponentFailure {
  /// Share of time that a use is served, over the states of the zones and regions that the copies run in.
  func wholeAvailability(_ use: CopyUse, _ bound: Bound, _ places: FailureDomains) -> Double {
    var table = EventTable()
    for domain in placement.domains { _ = table.number(.domain(domain)) { places.chance(of: domain) } }
    for left in possibleLeft where isServed(use, left, bound) {
      _ = table.number(Self.event(left)) {
        availability(use, left, bound) * (waitsForLeader(use, left, bound) ? leaderMoved(bound) : 1)
      }
    }
    var diagram = DecisionDiagram(limit: .max)
    var gate = CopyGate(placement) { table[.domain($0)] ?? 0 }
    let function = try? gate.function(in: &diagram) { left, diagram throws(DecisionDiagram.TooLarge) in
      guard let number = table[Self.event(left)] else { return .never }
      return try diagram.variable(number)
    }
    return function.map { diagram.probability(of: $0, table.chances) } ?? 0
  }

  private static func event(_ left: CopiesLeft) -> FailureEvent { .copies(party: 0, left, isStricter: false) }
}
