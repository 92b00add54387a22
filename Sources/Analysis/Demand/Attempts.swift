import Topology

/// How often one logical call along a link is tried at most.
struct Attempts {
  /// The most attempts, infinity for `unlimited`: an interval where a fact is open that may take some away, `nil` where
  /// nothing bounds them.
  private(set) var range: Interval?
  /// Most retries as a share of first attempts.
  private(set) var budget: Double?
  private(set) var derivation: Derivation

  /// The link's own retry; where it states none and comes from a client, the client's, and where it comes from a queue,
  /// by definition the queue's deliveries.
  init(ofLink link: Int, topology: Topology, lists listed: Derivation.Listed = .inputsAndMissing) {
    derivation = Derivation(lists: listed)
    let source = topology.source(ofLink: link)
    if topology.kind(ofParty: source) == .queue, topology.state(Facts.Link.retry, link) == .unknown {
      readDeliveries(ofQueue: source, topology)
    } else if !read(.holding(forLink: link, topology), topology) {
      derivation.lack(Facts.Link.retryAttempts, link, of: topology)
    }
  }

  /// The retry of a client.
  init(ofClient party: Int, topology: Topology) {
    derivation = Derivation()
    if read(.client(party), topology) { return }
    derivation.lack(Facts.Party.retryAttempts, party, of: topology)
  }

  /// Infinity for `unlimited`; `nil` where nobody says.
  var most: Double? { range?.high }

  /// How many there are at most in one call, which is never less than one.
  var count: Interval { range.map { .max($0, .one) } ?? .atLeastOne }

  /// The attempts that load counts with: a budget bounds them on the average.
  var bounded: Double? {
    guard let budget else { return most }
    return min(most ?? .infinity, 1 + budget)
  }

  /// Mean attempts of one call of which each fails with a chance, `(1 − pⁿ) / (1 − p)` and no more than the budget allows.
  func expected(_ failure: Interval) -> Interval {
    guard failure.high > 0 else { return .one }
    return Interval(
      low: mean(failure: failure.low, most: range?.low ?? 1),
      high: mean(failure: failure.high, most: most ?? .infinity))
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
      range = Interval(attempts)
      return true
    }
    guard topology.state(source.record, source.row) == .none else { return false }
    derivation.use(source.record, source.row, of: topology)
    range = .one
    return true
  }

  /// A message that fails is delivered again, as often as its queue says.
  private mutating func readDeliveries(ofQueue queue: Int, _ topology: Topology) {
    let delivery = derivation.use(word: Columns.delivery, queue, of: topology)
    if delivery == "at-most-once" {
      range = .one
      return
    }
    if let receives = derivation.number(Facts.Party.maxReceives, queue, of: topology) {
      range = Interval(receives)
    } else if topology.state(Facts.Party.maxReceives, queue) == .none {
      derivation.use(Facts.Party.maxReceives, queue, of: topology)
      range = Interval(.infinity)
    } else {
      derivation.lack(Facts.Party.maxReceives, queue, of: topology)
    }
    guard delivery == nil, range != .one else { return }
    derivation.lack(Columns.delivery, queue, of: topology)
    range = range.map { Interval(low: min(1, $0.low), high: $0.high) }
  }
}
