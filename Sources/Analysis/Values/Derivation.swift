import Topology

/// Collects what a figure rests on while it is computed.
struct Derivation: Sendable, Equatable {
  private(set) var inputs: [FactID] = []
  private(set) var missing: [FactID] = []
  private(set) var basis: Basis?
  var assumptions: Assumptions = []
  private(set) var omissions: Omissions = []
  /// Which facts are listed one by one; basis and assumptions are kept in any case.
  private let listed: Listed

  /// What a figure lists depends on who reads it: of what lies further along a path only what is missing is told.
  enum Listed: Sendable {
    case inputsAndMissing, missing, nothing
  }

  init(lists listed: Listed = .inputsAndMissing) { self.listed = listed }

  /// Records the use of a fact.
  mutating func use(_ column: ColumnID, _ row: Int, of topology: Topology) {
    if listed == .inputsAndMissing { inputs.append(FactID(column, row: row)) }
    weaken(to: topology.basis(column, row))
  }

  /// Records that a fact would have been needed; the record around it, if nothing of that is stated.
  mutating func lack(_ column: ColumnID, _ row: Int, of topology: Topology) {
    guard listed != .nothing else { return }
    missing.append(topology.shortestUnstated(FactID(column, row: row)))
  }

  /// Records the use of a fact whose basis another figure already counts.
  mutating func use(_ fact: FactID) { inputs.append(fact) }

  mutating func lack(_ fact: FactID) { missing.append(fact) }

  /// A number that is used if it is stated.
  mutating func number(_ column: ColumnID, _ row: Int, of topology: Topology) -> Double? {
    guard let value = topology.number(column, row) else { return nil }
    use(column, row, of: topology)
    return value
  }

  mutating func weaken(to other: Basis) { basis = basis.map { Swift.max($0, other) } ?? other }

  mutating func assume(_ assumption: Assumption) { assumptions.insert(Assumptions(assumption)) }

  mutating func omit(_ omission: Omission) { omissions.insert(Omissions(omission)) }

  /// For figures that the missing facts cannot change.
  mutating func forgetMissing() { missing = [] }

  /// For figures that some facts have nothing to do with.
  mutating func forget(where isForeign: (FactID) -> Bool) {
    inputs.removeAll(where: isForeign)
    missing.removeAll(where: isForeign)
  }

  /// The part that rests on some facts.
  func only(_ isWanted: (FactID) -> Bool) -> Derivation {
    var part = self
    part.forget { !isWanted($0) }
    return part
  }

  /// The same with the first of the facts only: for figures that rest on more than anybody would read.
  func summarized(inputs mostInputs: Int, missing mostMissing: Int) -> Derivation {
    var summary = self
    summary.inputs = Array(inputs.prefix(mostInputs))
    summary.missing = Array(missing.prefix(mostMissing))
    return summary
  }

  mutating func add(_ other: Derivation) {
    Self.append(other.inputs, to: &inputs)
    Self.append(other.missing, to: &missing)
    assumptions.formUnion(other.assumptions)
    omissions.formUnion(other.omissions)
    if let basis = other.basis { weaken(to: basis) }
  }

  /// Most lists begin as a copy of another, which shares its memory.
  private static func append(_ facts: [FactID], to list: inout [FactID]) {
    if list.isEmpty { list = facts } else { list += facts }
  }

  /// Adds what another figure rests on as far as it reaches on: not the facts it was computed from, and only so many of
  /// those that are missing. More would help nobody, and along long paths they would cost too much to collect.
  mutating func inherit(_ other: Derivation) {
    if let basis = other.basis { weaken(to: basis) }
    assumptions.formUnion(other.assumptions)
    omissions.formUnion(other.omissions)
    for fact in other.missing where missing.count < Self.mostInherited && !missing.contains(fact) {
      missing.append(fact)
    }
  }

  /// So many missing facts come along a path at most.
  static let mostInherited = 25

  /// The figure; a value that excludes nothing counts as not known.
  func estimate(_ value: Interval?, _ formula: Formula, error: Double = 0) -> Estimate {
    let known = value.flatMap { $0.low == 0 && $0.high == .infinity ? nil : $0 }
    return Estimate(
      value: known, missing: Self.sorted(missing), basis: basis ?? .definition, assumptions: assumptions.list,
      inputs: inputs, formula: formula, omissions: omissions.list, error: error)
  }

  /// The facts in order, each once.
  static func sorted(_ facts: [FactID]) -> [FactID] {
    if zip(facts, facts.dropFirst()).allSatisfy({ $0 < $1 }) { return facts }
    var result: [FactID] = []
    for fact in facts.sorted() where result.last != fact { result.append(fact) }
    return result
  }
}
