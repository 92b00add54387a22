/// Several kinds of clients at stations that serve them in turn although they take unequally long.
///
/// Mean value analysis over the numbers of clients of each kind, with what an arriving client finds before it in its own
/// time (Reiser and Lavenberg 1980; Bard 1979): `R = S + Σ Q_j S_j` at one server. With several, those who wait leave it at
/// the joint rate of all servers once all are busy. Where all take equally long, or share the servers, it is exact.
struct ClosedTurns {
  private let network: ClosedClasses
  private let strides: [Int]
  private let states: Int
  private let stations: Range<Int>

  /// `nil` where it would take too long, or numbers of clients are not whole.
  init?(_ network: ClosedClasses) {
    let clients = network.classes.map(\.clients)
    let all = clients.reduce(1) { $0 * ($1 + 1) }
    let total = clients.reduce(0, +)
    let kept = network.servers.reduce(0.0) { $0 + Double(clients.count) + ($1 < total ? $1 : 0) }
    guard all * kept < Self.mostNumbers, clients.allSatisfy({ $0 >= 0 && $0 == $0.rounded() }),
      network.servers.allSatisfy({ $0 >= 1 })
    else { return nil }
    self.network = network
    var strides = [1]
    for count in clients { strides.append(strides[strides.count - 1] * (Int(count) + 1)) }
    states = strides.removeLast()
    self.strides = strides
    stations = network.servers.indices
  }

  /// Above so many numbers, an approximation has to do.
  private static let mostNumbers = 2e6

  /// What there is of one station with some numbers of clients.
  private struct Line {
    /// Clients of each kind there.
    var clients: [Double]
    /// The share of time that `0, 1, …` servers are busy, but for all of them.
    var shares: [Double]
  }

  private struct State {
    var rates: [Double]
    var lines: [Line]
  }

  /// Requests over time of each kind.
  func throughputs() -> [Double] {
    let nobody = stations.map { station in
      Line(
        clients: network.classes.map { _ in 0 },
        shares: (0..<servers(station)).map { $0 == 0 ? 1 : 0 })
    }
    var known = [State(rates: network.classes.map { _ in 0 }, lines: nobody)]
    for state in 1..<max(1, states) { known.append(next(state, known)) }
    return known[states - 1].rates
  }

  private func servers(_ station: Int) -> Int {
    let total = network.classes.reduce(0) { $0 + $1.clients }
    return network.servers[station] < total ? Int(network.servers[station]) : 0
  }

  private func next(_ state: Int, _ known: [State]) -> State {
    let counts = strides.indices.map { state / strides[$0] % (Int(network.classes[$0].clients) + 1) }
    var result = State(rates: counts.map { _ in 0 }, lines: known[0].lines)
    for (kind, count) in counts.enumerated() where count > 0 {
      let before = known[state - strides[kind]]
      let times = stations.map { time(kind, $0, before) }
      result.rates[kind] = Interval.quotient(
        Double(count), times.reduce(network.classes[kind].thinkTime, +))
      for station in stations { result.lines[station].clients[kind] = result.rates[kind] * times[station] }
    }
    for station in stations where servers(station) > 0 {
      result.lines[station].shares = shares(station, state, result.rates, known)
    }
    return result
  }

  /// Mean time of a request of one kind at a station over all its visits, where one client less is there.
  private func time(_ kind: Int, _ station: Int, _ found: State) -> Double {
    let demand = network.classes[kind].demands[station]
    let servers = servers(station)
    guard servers > 0, demand > 0 else { return demand }
    let line = found.lines[station]
    let visits = network.classes[kind].visits[station]
    let isInTurn = network.isInTurn[station]
    if servers == 1 {
      let ahead = line.clients.indices.reduce(0.0) { sum, other in
        sum + line.clients[other] * (isInTurn ? visits * network.time(other, station) : demand)
      }
      return demand + ahead
    }
    let busy = line.clients.indices.reduce(0.0) { $0 + found.rates[$1] * network.classes[$1].demands[station] }
    let visitsOverTime = line.clients.indices.reduce(0.0) {
      $0 + found.rates[$1] * network.classes[$1].visits[station]
    }
    guard visitsOverTime > 0 else { return demand }
    let some = line.shares.indices.reduce(0.0) { $0 + Double($1) * line.shares[$1] }
    let allBusy = min(1, max(0, (busy - some) / Double(servers)))
    let waiting = max(0, line.clients.reduce(0, +) - busy)
    return demand + (waiting + allBusy) / Double(servers) * (isInTurn ? visits * busy / visitsOverTime : demand)
  }

  private func shares(_ station: Int, _ state: Int, _ rates: [Double], _ known: [State]) -> [Double] {
    let servers = servers(station)
    var shares = [Double](repeating: 0, count: servers)
    for count in stride(from: 1, to: servers, by: 1) {
      for kind in rates.indices where rates[kind] > 0 {
        let before = known[state - strides[kind]].lines[station].shares[count - 1]
        shares[count] += rates[kind] * network.classes[kind].demands[station] * before / Double(count)
      }
    }
    let busy = rates.indices.reduce(0.0) { $0 + rates[$1] * network.classes[$1].demands[station] }
    let idle = shares.indices.reduce(0.0) { $1 == 0 ? $0 : $0 + Double(servers - $1) * shares[$1] }
    shares[0] = max(0, 1 - (busy + idle) / Double(servers))
    return shares
  }
}
