import GraphAlgorithms

/// What the nodes of a workload need, as far as it is solved.
struct StructureParts<Value: Equatable & Sendable> {
  /// What one visit needs.
  var values: [Int: Value] = [:]
  /// The share of visits that succeed.
  var shares: [Int: ShareFunction<Value>] = [:]
}

/// How a call is put into the structure function.
enum CallWay {
  /// Not at all: what it needs every request needs.
  case sure
  /// As one call that is skipped, and whose look-ups hit, with these chances.
  case once(skipped: Double, hit: Double)
  /// As so many calls, each of which may meet other needs.
  case shared(VisitLaw)
}

/// What several visits of one request need, each with its own luck.
///
/// While it is given what is up, visits are independent, so that shares multiply along a path and are raised to the power
/// of the number of visits: a generating function. Into the diagram goes a share as a chain of events, one for each of its
/// levels, all of which must happen that lie above what is reached.
extension StructureBuilder {
  /// The levels of all shares, which do not depend on what the regions of states are.
  func shareLevels() -> [Int: ShareFunction<Bool>] {
    guard !visits.shared.isEmpty else { return [:] }
    var parts = StructureParts<Bool>()
    var states = NoRegions()
    let order = visits.shared.sorted { graph.components.component(of: $0) < graph.components.component(of: $1) }
    for node in order { parts.shares[node] = try? share(atNode: node, parts, &states) }
    return parts.shares
  }

  /// The share of visits at a node that succeed.
  func share<Algebra: StructureAlgebra>(
    atNode node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> ShareFunction<Algebra.Value> {
    var result = ShareFunction(1, always: algebra.always)
    for call in needs(at: node) {
      let visit = try share(of: call, parts, &algebra).map(call.visits.share)
      result = try result.combined(with: visit, reading.bound, &algebra) { $0 * $1 }
    }
    guard !reach.isCertain(node), let gate = try gate(node, &algebra) else { return result }
    return try result.combined(
      with: ShareFunction(in: gate, always: algebra.always), reading.bound, &algebra
    ) { $0 * $1 }
  }

  /// The share of single calls that succeed.
  func share<Algebra: StructureAlgebra>(
    of call: Call, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> ShareFunction<Algebra.Value> {
    var result = ShareFunction(1, always: algebra.always)
    for target in call.targets {
      let share = try servedShare(Int(target), parts, &algebra)
      result = try result.combined(with: share, reading.bound, &algebra) { $0 * $1 }
    }
    if call.cache >= 0 {
      let hits = reading.bound.ofSupply(call.hits)
      let cached = try servedShare(Int(call.cache), parts, &algebra).map { hits * $0 }
      result = try result.combined(with: cached, reading.bound, &algebra) { 1 - (1 - $0) * (1 - $1) }
    }
    let made = reading.bound.of(call.chance)
    return result.map { 1 - made + made * $0 }
  }

  /// Of a node, or of a standby that has taken over.
  private func servedShare<Algebra: StructureAlgebra>(
    _ node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: inout Algebra
  ) throws(DecisionDiagram.TooLarge) -> ShareFunction<Algebra.Value> {
    var result = ownShare(node, parts, algebra)
    for standIn in graph.standIns(for: node) {
      let takenOver = try algebra.event(table[.takenOver(party: graph.party(ofNode: node))] ?? 0)
      let standby = try ownShare(standIn, parts, algebra).combined(
        with: ShareFunction(in: takenOver, always: algebra.always), reading.bound, &algebra
      ) { $0 * $1 }
      result = try result.combined(with: standby, reading.bound, &algebra) { 1 - (1 - $0) * (1 - $1) }
    }
    return result
  }

  private func ownShare<Algebra: StructureAlgebra>(
    _ node: Int, _ parts: StructureParts<Algebra.Value>, _ algebra: Algebra
  ) -> ShareFunction<Algebra.Value> {
    if let share = parts.shares[node] { return share }
    if reach.isCertain(node) { return ShareFunction(1, always: algebra.always) }
    return ShareFunction(in: parts.values[node] ?? algebra.always, always: algebra.always)
  }
}

extension FailureEvent {
  /// Of a call in the structure function.
  static func spared(of call: Call, at node: Int, level: Int) -> FailureEvent {
    .spared(node: node, target: Int(call.targets.first ?? -1), link: Int(call.link), level: level)
  }
}

extension ShareFunction {
  /// The chances of the events that stand for the levels: what of the share above each reaches.
  var chances: [Double] {
    levels.indices.map { index in
      guard index + 1 < levels.count else { return levels[index] }
      return levels[index] / levels[index + 1]
    }
  }

  /// What must be up for all visits to succeed: with the levels a₀ < a₁ < … and their events, whose chances are a₀ / a₁,
  /// a₁ / a₂, …, those from the level that is reached upwards must happen.
  func value<Algebra: StructureAlgebra>(
    _ algebra: inout Algebra, event: (Int) -> Int?
  ) throws(DecisionDiagram.TooLarge) -> Region where Algebra.Value == Region {
    var result = algebra.always
    for level in levels.indices.reversed() {
      let happens = try event(level).map { number throws(DecisionDiagram.TooLarge) in try algebra.event(number) }
      guard let happens else { continue }
      let above = level + 1 < levels.count ? regions[level + 1] : nil
      let spared = try above.map { region throws(DecisionDiagram.TooLarge) in try algebra.or(happens, region) }
      result = try algebra.and(spared ?? happens, result)
    }
    return result
  }
}
