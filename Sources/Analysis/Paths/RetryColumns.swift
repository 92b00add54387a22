import Topology

/// Where the retry of a call is stated: on the link, or on the client that calls.
struct RetryColumns {
  var record: ColumnID { columns.record }
  var attempts: ColumnID { columns.attempts }
  var budget: ColumnID { columns.budget }
  var backoff: ColumnID { columns.backoff }
  var initialInterval: ColumnID { columns.initialInterval }
  var maxInterval: ColumnID { columns.maxInterval }
  var jitter: ColumnID { columns.jitter }
  let row: Int
  private let columns: Columns

  private init(_ columns: Columns, row: Int) {
    self.columns = columns
    self.row = row
  }

  static func link(_ row: Int) -> RetryColumns { RetryColumns(.ofLinks, row: row) }

  static func client(_ row: Int) -> RetryColumns { RetryColumns(.ofClients, row: row) }

  /// The link's own retry; where it states none and comes from a client, the client's.
  static func holding(forLink link: Int, _ topology: Topology) -> RetryColumns {
    let source = topology.source(ofLink: link)
    let isOpen = topology.state(Facts.Link.retry, link) == .unknown
    return isOpen && topology.kind(ofParty: source) == .client
      && topology.state(Facts.Party.retry, source) != .unknown ? .client(source) : .link(link)
  }

  private final class Columns: Sendable {
    let record: ColumnID
    let attempts: ColumnID
    let budget: ColumnID
    let backoff: ColumnID
    let initialInterval: ColumnID
    let maxInterval: ColumnID
    let jitter: ColumnID

    private init(_ table: TableID) {
      func column(_ name: String) -> ColumnID { Schema.named(table, name) }
      record = column("retry")
      attempts = column("retry.max_attempts")
      budget = column("retry.budget")
      backoff = column("retry.backoff")
      initialInterval = column("retry.initial_interval")
      maxInterval = column("retry.max_interval")
      jitter = column("retry.jitter")
    }

    static let ofLinks = Columns(.link)
    static let ofClients = Columns(.party)
  }
}
