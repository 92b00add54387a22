import Topology

/// How often one logical call along a link is tried at most.
struct Attempts {
  /// Infinity for `unlimited`; `nil` where nobody says.
  private(set) var most: Double?
  /// Most retries as a share of first attempts.
  private(set) var budget: Double?
  private(set) var derivation: Derivation

  /// The link's own retry; where it states none and comes from a client, the client's, and where it comes from a queue,
  /// the queue's deliveries.
  init(ofLink link: Int, topology: Topology, listsFacts: Bool = true) {
    derivation = Derivation(listsFacts: listsFacts)
    if read(.holding(forLink: link, topology), topology) { return }
    let source = topology.source(ofLink: link)
    let isOpen = topology.state(Facts.Link.retry, link) == .unknown
    if isOpen, topology.kind(ofParty: source) == .queue, readDeliveries(ofQueue: source, topology) { return }
    derivation.lack(Facts.Link.retryAttempts, link, of: topology)
  }

  /// The retry of a client.
  init(ofClient party: Int, topology: Topology) {
    derivation = Derivation()
    if read(.client(party), topology) { return }
    derivation.lack(Facts.Party.retryAttempts, party, of: topology)
  }

  /// The attempts that load counts with: a budget bounds them on the average.
  var bounded: Double? {
    guard let budget else { return most }
    return min(most ?? .infinity, 1 + budget)
  }

  /// Mean attempts of one call of which each fails with a chance, `(1 − pⁿ) / (1 − p)` and no more than the budget allows.
  func expected(_ failure: Interval) -> Interval {
    guard failure.high > 0 else { return .one }
    return Interval(
      low: mean(failure: failure.low, most: most ?? 1), high: mean(failure: failure.high, most: most ?? .infinity))
  }

  /// The same for one chance and one number of attempts.
  func mean(failure: Double, most: Double) -> Double {
    min(Self.mean(failure: failure, most: most), budget.map { 1 + $0 } ?? .infinity)
  }

  private static func mean(failure: Double, most: Double) -> Double {
    guard failure < 1 else { return most }
    return (most.isFinite ? 1 - Real.pow(failure, most) : 1) / (1 - failure)
  }

  private mutating func read(_ source: RetryColumns, _ topology: Topology) -> Bool {
    budget = derivation.number(source.budget, source.row, of: topology)
    if let attempts = derivation.number(source.attempts, source.row, of: topology) {
      most = attempts
      return true
    }
    guard topology.state(source.record, source.row) == .none else { return false }
    derivation.use(source.record, source.row, of: topology)
    most = 1
    return true
  }

  /// A message that fails is delivered again, as often as its queue says.
  private mutating func readDeliveries(ofQueue queue: Int, _ topology: Topology) -> Bool {
    if topology.word(Columns.delivery, queue) == "at-most-once" {
      derivation.use(Columns.delivery, queue, of: topology)
      most = 1
    } else if let receives = derivation.number(Facts.Party.maxReceives, queue, of: topology) {
      most = receives
    }
    return most != nil
  }
}
