import Topology

/// Where a workload enters and how often it asks.
struct WorkloadDemand: Sendable {
  /// The node of the demand graph; `nil` where no entry is stated.
  let entry: Int?
  private let statedRate: Interval
  private let statedPeak: Interval
  /// Of a fixed number of clients: what they ask for.
  var closed: ClosedDemand?
  /// How many times its peak it has at the horizon.
  let growth: Interval
  /// What the growth rests on.
  let growthDerivation: Derivation
  /// How a failed request is repeated at the entry; `nil` where no client is stated.
  private let retry: Attempts?
  /// The link from the client to the entry.
  let entryLink: Int?

  init(_ row: Int, nodes: DemandNodes, topology: Topology) {
    entry = topology.reference(Facts.Workload.entry, row).map { Self.node(of: $0, nodes) }
    let rate = topology.number(Facts.Workload.rate, row) ?? Self.scheduledRate(row, topology)
    let peak = topology.number(Facts.Workload.peak, row) ?? Self.scheduledPeak(row, topology)
    statedRate = Interval(low: rate ?? 0, high: rate ?? peak ?? .infinity)
    statedPeak = Interval(low: peak ?? rate ?? 0, high: peak ?? .infinity)
    closed = ClosedDemand(ofWorkload: row, topology: topology)
    var derivation = Derivation()
    growth = Growth(ofWorkload: row, topology: topology, &derivation).factorAtHorizon(of: topology, &derivation)
    growthDerivation = derivation
    retry = Self.attempts(row, topology)
    entryLink = Self.entryLink(row, topology)
  }

  /// Requests over time, ordinarily.
  var rate: Interval { closed?.rate ?? statedRate }

  /// Requests over time, at most.
  var peak: Interval { closed?.peak ?? statedPeak }

  /// So many start in each period.
  static func scheduledRate(_ row: Int, _ topology: Topology) -> Double? {
    guard let cohort = topology.number(Columns.scheduleCohort, row),
      let period = topology.number(Columns.schedulePeriod, row)
    else { return nil }
    return cohort / period
  }

  /// So many start while starts are spread.
  static func scheduledPeak(_ row: Int, _ topology: Topology) -> Double? {
    guard let cohort = topology.number(Columns.scheduleCohort, row),
      let jitter = topology.number(Columns.scheduleJitter, row), jitter > 0
    else { return nil }
    return cohort / jitter
  }

  /// The retry that is missing at the entry.
  var missingRetry: FactID? { retry?.derivation.missing.first }

  /// Attempts of one request at the entry; with every attempt failing, one where the retry is not stated.
  func attempts(_ kind: LoadCase.Failures, _ failures: CallFailures) -> Interval {
    if kind == .everyAttemptFails { return Interval(retry?.bounded ?? 1) }
    guard let entry, let retry else { return .one }
    return retry.expected(entryLink.map { failures.ofAttempts($0) } ?? failures.ofRequests(entry))
  }

  func requests(_ demand: LoadCase.Demand) -> Interval {
    switch demand {
    case .rate: rate
    case .peak: peak
    case .horizon: peak * growth
    }
  }

  private static func node(of entity: EntityID, _ nodes: DemandNodes) -> Int {
    if entity.table == .operation { return nodes.operation(entity.row) }
    return nodes.isStore(entity.row) ? nodes.store(entity.row, .unsplit) : nodes.unnamed(entity.row)
  }

  /// The retry of the link from the client to the entry, else the client's own; `nil` where no client is stated.
  private static func attempts(_ row: Int, _ topology: Topology) -> Attempts? {
    guard let client = topology.reference(Facts.Workload.client, row)?.row else { return nil }
    return entryLink(row, topology).map { Attempts(ofLink: $0, topology: topology) }
      ?? Attempts(ofClient: client, topology: topology)
  }

  /// The link from a workload's client to its entry, which decorates the demand.
  static func entryLink(_ row: Int, _ topology: Topology) -> Int? {
    guard let client = topology.reference(Facts.Workload.client, row)?.row else { return nil }
    let entry = topology.reference(Facts.Workload.entry, row)
    return topology.outgoing(ofParty: client).first { leads(Int($0), to: entry, topology) }.map(Int.init)
  }

  private static func leads(_ link: Int, to entry: EntityID?, _ topology: Topology) -> Bool {
    guard let entry else { return false }
    if entry.table == .operation { return topology.targetOperation(ofLink: link) == entry.row }
    return topology.target(ofLink: link) == entry.row && topology.targetOperation(ofLink: link) == nil
  }
}
