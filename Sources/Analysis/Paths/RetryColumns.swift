import Topology

/// Where the retry of a call is stated: on the link, or on the client that calls.
struct RetryColumns {
  let record: ColumnID
  let attempts: ColumnID
  let budget: ColumnID
  let backoff: ColumnID
  let initialInterval: ColumnID
  let maxInterval: ColumnID
  let jitter: ColumnID
  let row: Int

  private init(_ table: TableID, row: Int) {
    let columns = table == .link ? Self.ofLinks : Self.ofClients
    record = columns[0]
    attempts = columns[1]
    budget = columns[2]
    backoff = columns[3]
    initialInterval = columns[4]
    maxInterval = columns[5]
    jitter = columns[6]
    self.row = row
  }

  static func link(_ row: Int) -> RetryColumns { RetryColumns(.link, row: row) }

  static func client(_ row: Int) -> RetryColumns { RetryColumns(.party, row: row) }

  /// The link's own retry; where it states none and comes from a client, the client's.
  static func holding(forLink link: Int, _ topology: Topology) -> RetryColumns {
    let source = topology.source(ofLink: link)
    let isOpen = topology.state(Facts.Link.retry, link) == .unknown
    return isOpen && topology.kind(ofParty: source) == .client
      && topology.state(Facts.Party.retry, source) != .unknown ? .client(source) : .link(link)
  }

  private static let ofLinks = columns(.link)
  private static let ofClients = columns(.party)

  private static func columns(_ table: TableID) -> [ColumnID] {
    [
      "retry", "retry.max_attempts", "retry.budget", "retry.backoff", "retry.initial_interval",
      "retry.max_interval", "retry.jitter",
    ]
    .map { Schema.named(table, $0) }
  }
}
