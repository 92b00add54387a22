/// A block of `reach`: where it starts, and which links it follows.
struct ReachBlock: Sendable {
  let name: String
  /// The type of the starts and which of them are starts (`from`, `seeds`).
  let from: ElementClause
  /// What a step may lead into; `nil` for anything.
  let into: ElementClause?
  /// Which links are followed; `nil` for all.
  let step: Clause?
  /// Against the links: from what is called to who calls it.
  let isBackward: Bool
}

/// A block of `cycles`: which links a ring is made of.
struct CyclesBlock: Sendable {
  let name: String
  /// `nil` for all links.
  let step: Clause?
}

/// A type, and a condition on its elements.
struct ElementClause: Sendable {
  let type: String
  /// `nil` for all elements of the type.
  let condition: Clause?
}

extension Rule {
  var usesGraphs: Bool { !reaches.isEmpty || cycles != nil }
}
