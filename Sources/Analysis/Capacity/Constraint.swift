import Topology

/// Something of which demand can take no more than there is: what each request at a node of the demand graph takes, and how
/// much there is in all.
struct Constraint {
  var kind: LimitKind
  var party: Int
  var link: Int?
  var interface: Int?
  var dependency: Int?
  var side: Station.Side
  var derivation = Derivation()
  /// The components whose work it depends on.
  var involved: [Int] = []
}

/// Finds what constrains the demand at one component and on the links that leave it.
struct ConstraintReader {
  let analysis: CapacityAnalysis
  let stations: StationTable

  private var topology: Topology { analysis.topology }

  /// Servers, links and rate limits: what is used in proportion to the demand.
  func constraints(ofParty party: Int) -> [Constraint] {
    servers(party) + topology.interfaces(ofParty: party).compactMap { rateLimit(Int($0), party) }
      + topology.outgoing(ofParty: party).compactMap { bandwidth(Int($0), party) }
  }

  private func servers(_ party: Int) -> [Constraint] {
    guard let station = stations[party] else { return [] }
    return station.sides.map { Constraint(kind: .servers, party: party, side: $0, involved: [party]) }
  }

  /// A limit for each client, tenant or address bounds nobody who may be many; where nobody says for whom it is, it may be for all.
  private func rateLimit(_ interface: Int, _ party: Int) -> Constraint? {
    var derivation = Derivation()
    guard let limit = derivation.number(Columns.rateLimit, interface, of: topology) else { return nil }
    let scope = topology.ordinal(Columns.rateLimitScope, interface)
    guard scope == nil || scope == Words.global else { return nil }
    if scope == nil { derivation.lack(Columns.rateLimitScope, interface, of: topology) }
    let terms = topology.operations(ofInterface: interface).map {
      Station.Term(node: analysis.state.nodes.operation(Int($0)), time: .one)
    }
    let capacity = Interval(low: limit, high: scope == nil ? .infinity : limit)
    return Constraint(
      kind: .rateLimit, party: party, interface: interface,
      side: Station.Side(kind: .requests, terms: terms, capacity: capacity), derivation: derivation, involved: [party])
  }

  /// Seconds of the line for each call; only where somebody states a bandwidth.
  private func bandwidth(_ link: Int, _ party: Int) -> Constraint? {
    guard topology.state(Columns.bandwidth, link) == .value else { return nil }
    let transfer = LinkTransfer(ofLink: link, topology: topology)
    let terms = analysis.edges(alongLink: link).map {
      Station.Term(node: Int($0.source), part: $0.gain * (1 / $0.items), time: transfer.busiest)
    }
    return Constraint(
      kind: .bandwidth, party: party, link: link,
      side: Station.Side(kind: .requests, terms: terms, capacity: .one), derivation: transfer.derivation,
      involved: [party])
  }
}
