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
  mutating func answer(atNode node: Int) -> Answer {
    let party = state.nodes.party(ofNode: node, in: state.topology)
    let delay = state.topology.number(Facts.Party.delay, party)
    guard let station = station(party) else { return unserved(party, delay) }
    guard station.formula == .utilization else { return bound == .best ? bareService(atNode: node, party) : .endless }
    let lines = lines(party)
    var answer: Answer
    if state.nodes.isStore(party) {
      let store = StoreAnswer(party, bound, load.replicas, lines, state)
      answer = store.answer(atNode: node)
    } else {
      answer = lines.first?.answer(atNode: node) ?? .none
    }
    answer.law = answer.law.delayed(by: delay ?? 0)
    return answer
  }

  /// A measured throughput says nothing of waits; what is stated of the service is the least that an answer takes.
  private func bareService(atNode node: Int, _ party: Int) -> Answer {
    let topology = state.topology
    let operation = node < state.nodes.operations ? EntityID(.operation, node) : nil
    for record in [operation, EntityID(.party, party)].compactMap(\.self) {
      guard let mean = ServiceMean(of: record, topology: topology) else { continue }
      return Answer(law: .response(.none, ServiceShape(of: record, topology: topology).law(mean: mean.seconds)))
    }
    return .none
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
    let (state, load, bound) = (state, load, bound)
    let made =
      state.lineTable(load)?.lines(party, bound) {
        var responder = Responder(state, load, bound)
        return responder.makeLines(party)
      } ?? makeLines(party)
    lines[party] = made
    return made
  }

  private mutating func makeLines(_ party: Int) -> [StationLine] {
    let rates = rates
    let threads = state.topology.kind(ofParty: party) == .service ? state.threadWait(party, load, bound) : nil
    let presence = state.clients(load, bound)
    return (station(party)?.sides ?? []).enumerated().map { index, side in
      var line = StationLine(
        side, party, bound, replicas: load.replicas, topology: state.topology,
        clients: presence?.lines[InnerNetwork.Key(party: party, side: index)]
      ) {
        rates[$0] * load.factor
      }
      if let threads { line.hold(threads) }
      return line
    }
  }

  /// What has no servers of its own: a stated delay, or a time that nobody knows.
  private func unserved(_ party: Int, _ delay: Double?) -> Answer {
    guard state.topology.kind(ofParty: party) == .service, delay == nil else {
      return Answer(law: .constant(delay ?? 0))
    }
    return bound == .best ? .none : .endless
  }
}
