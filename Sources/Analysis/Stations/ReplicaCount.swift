import Topology

/// How many copies of a component run.
struct ReplicaCount {
  private(set) var count: Interval
  private(set) var derivation = Derivation()

  /// At least one before a loss, as the component serves; times the number of cells where it has several, each of which
  /// is taken to have the loss.
  init(ofParty party: Int, _ mode: LoadCase.Replicas, topology: Topology) {
    count = .one
    count = replicas(party, mode.count, topology)
    lose(mode.loss, party, topology)
    if let cells = derivation.number(Columns.cells, party, of: topology) { count = count * cells }
  }

  private mutating func replicas(_ party: Int, _ mode: LoadCase.Replicas.Count, _ topology: Topology) -> Interval {
    let least = fewest(party, topology)
    guard mode != .least else { return least }
    let most = largest(party, least, topology)
    guard mode == .byScaling, least != most else { return most }
    switch topology.word(Facts.Party.scalingMode, party) {
    case "horizontal", "auto":
      derivation.use(Facts.Party.scalingMode, party, of: topology)
      return most
    case nil:
      derivation.lack(Facts.Party.scalingMode, party, of: topology)
      return .hull(least, most)
    default:
      derivation.use(Facts.Party.scalingMode, party, of: topology)
      return least
    }
  }

  private mutating func fewest(_ party: Int, _ topology: Topology) -> Interval {
    if let stated = derivation.number(Facts.Party.replicasMin, party, of: topology) { return Interval(max(1, stated)) }
    if let copies = derivation.number(Facts.Party.replicationN, party, of: topology) { return Interval(copies) }
    if topology.state(Facts.Party.replication, party) == .none {
      derivation.use(Facts.Party.replication, party, of: topology)
      return .one
    }
    derivation.lack(Facts.Party.replicasMin, party, of: topology)
    let others = derivation.number(Facts.Party.readReplicas, party, of: topology) ?? 0
    let most = topology.number(Facts.Party.replicasMax, party) ?? .infinity
    return Interval(low: min(1 + others, max(1, most)), high: max(1, most))
  }

  private mutating func largest(_ party: Int, _ least: Interval, _ topology: Topology) -> Interval {
    for column in [Facts.Party.replicasMax, Columns.scalingMax] {
      if column == Columns.scalingMax, topology.word(Facts.Party.scalingMode, party) == "vertical" { continue }
      if let stated = derivation.number(column, party, of: topology) { return Interval(max(stated, least.low)) }
    }
    let isFixed = topology.state(Facts.Party.replicasMin, party) != .value && least.isPoint
    if isFixed || topology.word(Facts.Party.scalingMode, party) == "none" { return least }
    derivation.lack(Facts.Party.replicasMax, party, of: topology)
    return Interval(low: least.low, high: .infinity)
  }

  private mutating func lose(_ loss: LoadCase.Replicas.Loss, _ party: Int, _ topology: Topology) {
    switch loss {
    case .nothing: return
    case .replica: count = Interval(low: max(0, count.low - 1), high: max(0, count.high - 1))
    case .zone: loseZone(party, topology)
    }
  }

  /// The zone that has most copies, which are spread evenly; where nobody says how many zones there are, from one to one for
  /// each copy.
  private mutating func loseZone(_ party: Int, _ topology: Topology) {
    let zones = topology.textList(Columns.zones, party).map { Double(max(1, $0.count)) }
    if zones == nil {
      derivation.lack(Columns.zones, party, of: topology)
    } else {
      derivation.use(Columns.zones, party, of: topology)
      derivation.assume(.evenSpread)
    }
    func left(_ copies: Double) -> Double {
      copies.isFinite ? max(0, copies - (copies / (zones ?? copies)).rounded(.up)) : .infinity
    }
    count = Interval(low: zones == nil || zones == 1 ? 0 : left(count.low), high: zones == 1 ? 0 : left(count.high))
  }
}
