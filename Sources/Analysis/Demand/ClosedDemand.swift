import Topology

/// What a workload of a fixed number of clients asks for: they wait for each answer, pause, and ask again.
struct ClosedDemand: Sendable {
  let clients: Double
  /// Seconds between an answer and the next request.
  let thinkTime: Interval
  /// The facts it rests on.
  private(set) var derivation: Derivation
  /// Requests over time, on the least replicas and on those that scaling brings.
  var rate = Interval.unbounded
  var peak = Interval.unbounded
  /// How the rates were found.
  var formula = Formula.closedThroughput
  /// How far they may be off, as a share.
  var error = 0.0

  /// `nil` for workloads that are not closed, or of which nobody says how many clients they have.
  init?(ofWorkload row: Int, topology: Topology) {
    guard topology.word(Columns.arrivals, row) == "closed" else { return nil }
    var derivation = Derivation()
    derivation.use(Columns.arrivals, row, of: topology)
    let client = topology.reference(Facts.Workload.client, row)?.row
    func number(_ own: ColumnID, _ ofClient: ColumnID) -> Double? {
      derivation.number(own, row, of: topology) ?? client.flatMap { derivation.number(ofClient, $0, of: topology) }
    }
    guard let clients = number(Columns.population, Columns.clientCount) else { return nil }
    self.clients = clients
    if let time = number(Columns.thinkTime, Columns.clientThinkTime) {
      thinkTime = Interval(time)
    } else if topology.state(Columns.thinkTime, row) == .none {
      thinkTime = .zero
    } else {
      derivation.lack(Columns.thinkTime, row, of: topology)
      thinkTime = .unbounded
    }
    self.derivation = derivation
  }

  /// Adds what the stations rest on.
  mutating func add(_ other: Derivation) { derivation.add(other) }
}
