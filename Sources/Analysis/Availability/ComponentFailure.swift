import Topology

/// How a component fails by itself: the law of its copies, how many are needed, and where they run.
struct ComponentFailure: Sendable {
  let law: CopyLaw
  let needs: CopyNeeds
  let placement: Placement
  /// Partitions of a store, each with copies of its own in the same places.
  let partitions: Interval
  /// How long the places of the copy that serves alone are down, in seconds, where others can take over from it.
  let homeRepair: Interval
  let derivation: Derivation
  /// The use that is met more often than the other; the more demanding one implies it.
  let weakerUse: CopyUse
  /// What can be left of the copies, all of them first.
  let possibleLeft: [CopiesLeft]

  init(ofParty party: Int, topology: Topology, load: (Int, inout Derivation) -> Interval?) {
    var derivation = Derivation()
    let law = CopyLaw(ofParty: party, topology: topology, &derivation)
    let needs = CopyNeeds(ofParty: party, topology: topology, load: load)
    let placement = Placement(
      ofParty: party, copies: needs.copies, leaderIn: topology.text(Columns.leaderIn, party), topology: topology)
    let domains = FailureDomains(topology)
    let stands = placement.domains.contains { domains.chance(of: $0) < 1 }
    // How many copies are needed says nothing more where nobody knows how often one is up, or where the whole is declared.
    if law.whole == nil ? law.each != .share : stands { derivation.add(needs.derivation) }
    if stands {
      derivation.add(domains.derivation)
      if placement.cells.count > 1 { derivation.assume(.evenSpread) }
    }
    homeRepair = Self.homeRepair(placement, needs, domains, topology, &derivation)
    if domains.areOpen(forParty: party, topology) { derivation.assume(.steadyPlaces) }
    let isRedundant = law.whole == nil && needs.copies.high > 1
    if isRedundant, topology.number(Columns.commonCause, 0) == nil { derivation.assume(.independentCopies) }
    self.law = law
    self.needs = needs
    self.placement = placement
    partitions = Self.partitions(ofParty: party, topology)
    self.derivation = derivation
    let all = placement.all
    func most(_ use: CopyUse) -> (Double, Double) {
      (
        law.availability(needs[use], copies: all.copies, hasLeader: true, .worst),
        law.availability(needs[use], copies: all.copies, hasLeader: true, .best)
      )
    }
    weakerUse = needs.read == needs.serve || most(.read) < most(.serve) ? .serve : .read
    possibleLeft = placement.possibleLeft
  }

  private static func partitions(ofParty party: Int, _ topology: Topology) -> Interval {
    guard topology.kind(ofParty: party) == .store else { return .one }
    if let stated = topology.number(Facts.Party.partitions, party) { return Interval(max(1, stated)) }
    return topology.state(Facts.Party.partitions, party) == .unknown ? .atLeastOne : .one
  }

  /// The use that a node asks for; of two that are possible the one that suits the bound.
  func use(_ use: NodeUse, _ bound: Bound) -> CopyUse {
    switch use {
    case .one(let use): needs.read == needs.serve ? weakerUse : use
    case .either: bound == .best || needs.read == needs.serve ? weakerUse : weakerUse == .read ? .serve : .read
    }
  }

  /// The chance of a `copies` event: of the weaker use, or of the stricter one while the weaker is met.
  func chance(_ left: CopiesLeft, isStricter: Bool, _ bound: Bound) -> Double {
    let weaker = availability(weakerUse, left, bound)
    guard isStricter, weaker > 0 else { return weaker }
    return min(1, availability(weakerUse == .read ? .serve : .read, left, bound) / weaker)
  }

  /// Share of time that a use is served while no more copies are lost than said.
  ///
  /// What is declared covers the copies; it falls only where places take too many of them away.
  func availability(_ use: CopyUse, _ left: CopiesLeft, _ bound: Bound) -> Double {
    guard isServed(use, left, bound) else { return 0 }
    if let whole = law.whole { return whole }
    return law.availability(needs[use], copies: scaled(left.copies, bound), hasLeader: left.hasLeader, bound)
  }

  /// How often that ends, per second; `nil` where it is not known.
  func failureFrequency(_ use: CopyUse, _ left: CopiesLeft, _ bound: Bound) -> Double? {
    if law.whole != nil { return law.wholeFrequency }
    return law.failureFrequency(needs[use], copies: scaled(left.copies, bound), hasLeader: left.hasLeader, bound)
  }

  /// Whether a use can still be served, every copy that is left being up.
  func isServed(_ use: CopyUse, _ left: CopiesLeft, _ bound: Bound) -> Bool {
    if law.whole != nil, left == placement.all { return true }
    return isMet(needs[use], scaled(left.copies, bound), hasLeader: left.hasLeader, bound)
  }

  /// Whether it is still served without so many copies: one, nothing, or between where that is open.
  func survival(without lost: Int) -> Interval {
    let ends = [Bound.worst, .best].map { bound -> Double in
      let need = needs.serve
      // Where none takes over, the one that is lost may be the one that served.
      let takesOver = bound.of(need.takeover) != .infinity
      return isMet(need, scaled(placement.copies, bound) - lost, hasLeader: takesOver, bound) ? 1 : 0
    }
    return Interval(low: min(ends[0], ends[1]), high: max(ends[0], ends[1]))
  }

  private func isMet(_ need: CopyNeed, _ copies: Int, hasLeader: Bool, _ bound: Bound) -> Bool {
    let copies = copies - need.idle
    return copies >= max(1, need.needed(bound)) && (hasLeader || bound.of(need.takeover).isFinite)
  }

  /// Where the number of copies is open, the placement was made with the least.
  private func scaled(_ copies: Int, _ bound: Bound) -> Int {
    guard bound == .best, !needs.copies.isPoint, copies > 0 else { return copies }
    return Int(min(1e6, (Double(copies) * needs.copies.high / Double(placement.copies)).rounded(.up)))
  }
}
