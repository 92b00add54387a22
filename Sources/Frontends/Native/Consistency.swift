internal import Diagnostics
internal import Topology

/// Facts that cannot be true together, wherever they were written. Each is an error of the description, not a finding
/// about the system.
enum Consistency {
  static func problems(in topology: Topology) -> [Diagnostic] {
    var check = ConsistencyCheck(topology: topology)
    for pair in Order.pairs { check.order(pair) }
    for row in topology.rows(of: .party) { check.party(row) }
    for row in topology.rows(of: .link) { check.link(row) }
    return check.problems
  }
}

/// Two figures of which the first cannot be above the second.
private struct Order {
  var lower: ColumnID
  var upper: ColumnID

  init(_ table: TableID, _ lower: String, _ upper: String) {
    self.lower = Schema.named(table, lower)
    self.upper = Schema.named(table, upper)
  }

  static let pairs: [Order] =
    [
      Order(.party, "replicas.min", "replicas.max"), Order(.party, "redundancy.need", "redundancy.of"),
      Order(.party, "replication.w", "replication.n"), Order(.party, "replication.r", "replication.n"),
      Order(.party, "retry.initial_interval", "retry.max_interval"), Order(.party, "mttr", "mtbf"),
      Order(.link, "retry.initial_interval", "retry.max_interval"), Order(.link, "timeout", "deadline"),
      Order(.workload, "rate", "peak"),
    ] + percentiles(.party, "service_time") + percentiles(.operation, "service_time")
    + percentiles(.workload, "slo.latency")

  private static func percentiles(_ table: TableID, _ record: String) -> [Order] {
    [("p50", "p95"), ("p95", "p99"), ("p50", "p99")].map { Order(table, "\(record).\($0)", "\(record).\($1)") }
  }
}

private struct ConsistencyCheck {
  let topology: Topology
  var problems: [Diagnostic] = []

  mutating func order(_ pair: Order) {
    guard topology.hasFacts(pair.lower), topology.hasFacts(pair.upper) else { return }
    for row in topology.rows(of: pair.lower.table) {
      guard let low = topology.number(pair.lower, row), let high = topology.number(pair.upper, row), low > high else {
        continue
      }
      report(
        pair.lower, pair.upper, row, "`\(Schema.column(pair.lower).path)` is above `\(Schema.column(pair.upper).path)`")
    }
  }

  mutating func party(_ row: Int) {
    typealias P = Facts.Party
    guard topology.kind(ofParty: row) == .store else { return }
    let copies = topology.number(P.replicationN, row)
    if let copies, let replicas = topology.number(P.replicasMin, row), replicas != copies {
      report(P.replicationN, P.replicasMin, row, "`replicas` and `replication.n` are the same fact, but differ")
    }
    if let readers = topology.number(P.readReplicas, row), let all = topology.number(P.replicasMax, row) ?? copies,
      readers > all - 1
    {
      report(
        P.readReplicas, topology.number(P.replicasMax, row) != nil ? P.replicasMax : P.replicationN, row,
        "`replicas` counts the leader too, so at most \(Quantity.trimmed(max(0, all - 1))) of them can be read replicas"
      )
    }
  }

  mutating func link(_ row: Int) {
    typealias L = Facts.Link
    let access = topology.word(L.access, row)
    if topology.state(L.cache, row) == .value, access == "write" {
      report(L.cache, L.access, row, "a cache cannot stand beside a link that only writes")
    }
    let fallback = topology.word(L.fallback, row)
    let isRequired = topology.flag(L.required, row)
    let onFailure = topology.word(L.onFailure, row)
    if isRequired == true, let onFailure, onFailure != "fail-closed" {
      report(L.required, L.onFailure, row, "a required link cannot be `\(onFailure)`")
    }
    if isRequired == false, onFailure == "fail-closed" {
      report(L.required, L.onFailure, row, "a link that is not required cannot be `fail-closed`")
    }
    if isRequired == true, onFailure == nil, let fallback, fallback != "none" {
      report(L.required, L.fallback, row, "a link with a fallback is not required")
    }
    if onFailure == "fail-closed", let fallback, fallback != "none" {
      report(L.fallback, L.onFailure, row, "a `fail-closed` link has no use for a fallback")
    }
  }

  /// Whether the author said it of this very entity: what a default or the technology says gives way to that.
  private func isOwn(_ fact: FactID) -> Bool {
    if topology.basis(fact.column, fact.row) == .default { return false }
    guard fact.column.table == .party, let place = topology.place(of: fact) else { return true }
    return place.key != topology.place(of: FactID(Facts.Party.technology, row: fact.row))?.key
  }

  private mutating func report(_ first: ColumnID, _ second: ColumnID, _ row: Int, _ message: String) {
    let facts = [FactID(first, row: row), FactID(second, row: row)]
    guard facts.allSatisfy({ isOwn($0) }) else { return }
    let places = facts.map { topology.place(of: $0) }
    guard let place = places[0] ?? places[1] else { return }
    var diagnostic = Diagnostic(
      .error, "contradiction", "`\(topology.id(of: facts[0].entity))`: \(message)", at: Label(place.value))
    if places[0] != nil, let other = places[1], other.value != place.value {
      diagnostic.secondary = [Label(other.value)]
    }
    problems.append(diagnostic)
  }
}
