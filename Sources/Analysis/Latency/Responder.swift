import Topology

/// Answers how long a component takes for a request at one node, at one end of what is known.
struct Responder {
  let state: AnalysisState
  let load: LoadCase
  let bound: Bound
  private let rates: DemandRates
  private var lines: [Int: [StationLine]] = [:]
  private var stations: [Int: Station?] = [:]

  init(_ state: AnalysisState, _ load: LoadCase, _ bound: Bound) {
    self.state = state
    self.load = load
    self.bound = bound
    rates = state.rates(load)
  }

  /// The time at the component itself, its fixed delay included.
  ///
  /// Where several copies may answer, that of the one which suits the bound.
  mutating func time(atNode node: Int) -> TimeMoments {
    let party = state.nodes.party(ofNode: node, in: state.topology)
    let delay = state.topology.number(Facts.Party.delay, party)
    guard let station = station(party) else { return unserved(party, delay) }
    guard station.formula == .utilization else { return bound == .best ? .zero : .endless }
    let times = visits(of: station, node, party).map { $0.line.response(serviceTime: $0.time) }
    let chosen = bound == .best ? times.min { $0.total < $1.total } : times.max { $0.total < $1.total }
    return TimeMoments(constant: delay ?? 0) + (chosen ?? .zero)
  }

  /// The share of requests at a node that take longer than a time, where one line serves them.
  mutating func line(atNode node: Int) -> (line: QueueLine, serviceTime: Double, delay: Double)? {
    let party = state.nodes.party(ofNode: node, in: state.topology)
    guard let station = station(party), station.formula == .utilization else { return nil }
    let visits = visits(of: station, node, party)
    guard visits.count == 1, let visit = visits.first else { return nil }
    return (visit.line, visit.time, state.topology.number(Facts.Party.delay, party) ?? 0)
  }

  mutating func station(_ party: Int) -> Station? {
    if let known = stations[party] { return known }
    let station = state.station(party, load.replicas)
    stations[party] = .some(station)
    return station
  }

  /// The lines of a component's sides, in their order.
  mutating func lines(_ party: Int) -> [StationLine] {
    if let known = lines[party] { return known }
    let rates = rates
    let made = (station(party)?.sides ?? []).map { side in
      StationLine(side, party, bound, replicas: load.replicas, topology: state.topology) {
        rates[$0] * load.factor
      }
    }
    lines[party] = made
    return made
  }

  /// What has no servers of its own: a stated delay, or a time that nobody knows.
  private func unserved(_ party: Int, _ delay: Double?) -> TimeMoments {
    guard state.topology.kind(ofParty: party) == .service, delay == nil else {
      return TimeMoments(constant: delay ?? 0)
    }
    return bound == .best ? .zero : .endless
  }

  /// The lines that a request at a node may wait in, with its own service time there.
  private mutating func visits(of station: Station, _ node: Int, _ party: Int) -> [(line: QueueLine, time: Double)] {
    let isWrite = state.nodes.isWrite(node, ofParty: party)
    return zip(station.sides, lines(party)).compactMap { side, line in
      guard let term = side.terms.first(where: { $0.node == node }), term.part.high > 0 else { return nil }
      // A write is answered by the copy that takes it, not by those that apply it.
      if isWrite, side.kind == .follower { return nil }
      return (line.line, bound.of(term.time))
    }
  }
}

extension DemandNodes {
  func isWrite(_ node: Int, ofParty party: Int) -> Bool {
    isStore(party) && StoreSide.writes.contains { store(party, $0) == node }
  }
}
