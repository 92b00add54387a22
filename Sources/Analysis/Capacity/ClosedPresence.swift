import Topology

/// Where clients of closed workloads are: what others find of them, who come at random.
struct ClosedPresence: Sendable {
  /// The line at one side of a component.
  struct Line: Sendable {
    /// The chances of `0, 1, …` clients that are there when others come.
    let seenByOthers: [Double]
    /// The same of clients that are there when another one comes: one fewer are under way (Sevcik and Mitrani 1981; Reiser and
    /// Lavenberg 1980).
    let seenByClients: [Double]
    /// Requests of the clients over time.
    let arrivals: Double
    /// Seconds that each of these takes.
    let serviceTime: Double
    /// Servers that others keep busy.
    let load: Double
  }

  /// The lines of which it is known.
  fileprivate(set) var lines: [InnerNetwork.Key: Line] = [:]
}

/// When, on which replicas and at which end of what is known clients are asked for.
struct ClosedPresenceQuestion: Hashable, Sendable {
  let demand: LoadCase.Demand
  let replicas: LoadCase.Replicas
  let bound: Bound
}

extension ClosedSolver {
  /// Where clients are that wait for stations alone, and share these with no other kind of clients.
  func presence(_ question: ClosedPresenceQuestion) -> ClosedPresence {
    var presence = ClosedPresence()
    let bound = question.bound
    let open = openRates(question.demand)
    let stations = StationTable(maker, question.replicas)
    for group in groups() where group.count == 1 {
      let row = group[0]
      guard let own = demand.workloads[row].closed, own.clients * own.clients < Self.mostSquared,
        bound.of(own.thinkTime).isFinite, nesting(row, open, question.replicas).isEmpty, unawaited(row, bound).isEmpty,
        let inner = inner(row, [], builder({ open[$0] }, stations, question.replicas, bound, isAlone: true), bound),
        inner.isServed
      else { continue }
      let closed = inner.closed(thinkTime: bound.of(own.thinkTime))
      let rate = closed.throughput(Int(own.clients))
      for (index, key) in inner.stations.filter({ $0.station.demand > 0 }).map(\.key).enumerated() {
        guard let side = stations[key.party]?.sides[key.side], side.kind == .requests || side.kind == .leader else {
          continue
        }
        let visits = awaitedVisits(row, side, bound)
        let all = demand.visits(.nothingFails)[row]
        presence.lines[key] = ClosedPresence.Line(
          seenByOthers: closed.presence(at: index, clients: Int(own.clients)),
          seenByClients: closed.presence(at: index, clients: Int(own.clients) - 1), arrivals: rate * visits,
          serviceTime: Interval.quotient(bound.of(Station.work(side) { all[$0] }), visits),
          load: bound.of(Station.work(side) { open[$0] }))
      }
    }
    return presence
  }

  /// Where there are more clients, their chances take too long.
  private static let mostSquared = 4e6
}
