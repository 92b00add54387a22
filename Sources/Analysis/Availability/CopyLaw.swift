import Topology

/// How the copies of a component fail.
struct CopyLaw: Sendable {
  /// Share of time that one copy is up.
  var each: Interval = .share
  /// Mean seconds to repair one copy.
  var repair: Double?
  /// The share of a copy's failures that strike all of them at once (beta factor).
  var commonShare = 0.0
  /// Share of time that the whole component is up, where that is stated: it covers its copies.
  var whole: Double?

  /// Share of time that a need is met by so many copies.
  ///
  /// With a beta factor, the copies stand in series with what strikes all (Fleming 1975): of the unavailability `u` of one,
  /// `beta · u` is for all at once, and for itself what leaves it up `1 − u` of the time.
  func availability(_ need: CopyNeed, copies: Int, hasLeader: Bool, _ bound: Bound) -> Double {
    let copies = copies - need.idle
    let needed = need.needed(bound)
    let takeover = bound.of(need.takeover)
    guard copies >= max(1, needed), hasLeader || takeover.isFinite else { return 0 }
    let down = 1 - bound.ofSupply(each)
    if copies == 1 || down == 0 || down == 1 { return 1 - down }
    let alone = alone(down)
    let independent =
      takeover == 0
      ? KOutOfN.availability(needed: needed, of: copies, each: 1 - alone)
      : chain(needed, copies, alone, takeover).availability
    return (1 - down * commonShare) * independent
  }

  /// Share of time that one copy is down by itself, while nothing has struck all: (1 − beta) · u / (1 − beta · u).
  private func alone(_ down: Double) -> Double { down * (1 - commonShare) / (1 - down * commonShare) }

  /// How often per second so many copies stop meeting a need; `nil` where the time to repair is not stated.
  func failureFrequency(_ need: CopyNeed, copies: Int, hasLeader: Bool, _ bound: Bound) -> Double? {
    let up = availability(need, copies: copies, hasLeader: hasLeader, bound)
    if up <= 0 || up >= 1 { return 0 }
    guard let repair, repair > 0 else { return nil }
    let copies = copies - need.idle
    let down = 1 - bound.ofSupply(each)
    if copies == 1 { return (1 - up) / repair }
    let alone = alone(down)
    let common = down * commonShare
    let takeover = bound.of(need.takeover)
    let needed = need.needed(bound)
    let independent: Double
    if takeover == 0 {
      let rate = alone / (1 - alone) / repair
      independent = Double(needed) * rate * KOutOfN.probability(exactly: needed, of: copies, each: 1 - alone)
    } else {
      independent = chain(needed, copies, alone, takeover).failureFrequency
    }
    return independent * (1 - common) + up / (1 - common) * common / repair
  }

  /// How often a component of declared availability fails, per second.
  var wholeFrequency: Double? {
    guard let whole, whole > 0, whole < 1 else { return 0 }
    return repair.flatMap { $0 > 0 ? (1 - whole) / $0 : nil }
  }

  /// More copies than these add nothing that could be seen.
  private static let mostInChain = 24

  /// Where one copy's availability is known and neither 0 nor 1, its time to repair is known too.
  private func chain(_ needed: Int, _ copies: Int, _ down: Double, _ takeover: Double) -> StandbyChain {
    StandbyChain(
      copies: min(copies, max(needed, Self.mostInChain)), needed: needed, unavailability: down, repair: repair ?? 1,
      takeover: takeover)
  }
}

extension CopyLaw {
  /// The law of a component: its declared availability, or that of one replica by `(mtbf − mttr) / mtbf`.
  init(ofParty party: Int, topology: Topology, _ derivation: inout Derivation) {
    repair = derivation.number(Columns.mttr, party, of: topology)
    whole = derivation.number(Columns.availability, party, of: topology)
    if whole != nil { return }
    if let beta = derivation.number(Columns.commonCause, 0, of: topology) { commonShare = beta }
    if repair == 0 {
      each = .one
    } else if let repair, let between = derivation.number(Columns.mtbf, party, of: topology) {
      each = Interval(max(0, (between - repair) / between))
    } else {
      let isHalf = repair != nil || topology.state(Columns.mtbf, party) == .value
      let missing = !isHalf ? Columns.availability : repair == nil ? Columns.mttr : Columns.mtbf
      derivation.lack(missing, party, of: topology)
    }
  }
}
