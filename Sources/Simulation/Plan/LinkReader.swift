import Topology

extension FactReader {
  /// What a link says of its calls; target, cache and pool are filled in by the builder.
  mutating func call(_ link: Int, to target: Int32) -> Call {
    var call = Call(target: target, stream: StreamID.link(link))
    call.link = link
    call.visits = number(Facts.Link.visits, link) ?? 1
    call.isAsync = topology.word(Facts.Link.mode, link) == "async"
    call.isRequired = isRequired(link)
    call.latency = latency(link)
    call.failureRate = number(Columns.linkFailureRate, link) ?? 0
    call.timeout = number(Facts.Link.timeout, link) ?? .infinity
    call.deadline = number(Facts.Link.deadline, link) ?? .infinity
    call.propagatesDeadline = topology.flag(Columns.deadlinePropagation, link) ?? false
    call.retry = retry(ofLink: link)
    call.isPulled = topology.kind(ofParty: topology.source(ofLink: link)) == .queue
    return call
  }

  /// The call of a workload that enters along no link of its client.
  mutating func call(ofClient client: Int?, to target: Int32, workload: Int) -> Call {
    var call = Call(target: target, stream: StreamID.workload(workload) | 1 << 39)
    if let client { call.retry = retry(Columns.clientRetry, client) ?? once(.party, client) }
    return call
  }

  private mutating func latency(_ link: Int) -> Double {
    if let stated = number(Facts.Link.latency, link) { return stated }
    take(.noLatency, .link, link)
    return 0
  }

  /// Required unless it is stated otherwise, or the caller has something else to do.
  private mutating func isRequired(_ link: Int) -> Bool {
    if let stated = topology.flag(Columns.linkRequired, link) { return stated }
    if let fallback = topology.word(Columns.linkFallback, link), fallback != "none" { return false }
    if let reaction = topology.word(Columns.linkOnFailure, link) { return reaction == "fail-closed" }
    if topology.word(Columns.linkResult, link) == "ignored" { return false }
    take(.requiredLink, .link, link)
    return true
  }

  // MARK: Retries

  /// The link's own; where it states none and comes from a client, the client's.
  private mutating func retry(ofLink link: Int) -> Retry {
    if let own = retry(Columns.linkRetry, link) { return own }
    let source = topology.source(ofLink: link)
    let isOpen = topology.state(Facts.Link.retry, link) == .unknown
    if isOpen, topology.kind(ofParty: source) == .client, let clients = retry(Columns.clientRetry, source) {
      return clients
    }
    return once(.link, link)
  }

  private mutating func once(_ table: TableID, _ row: Int) -> Retry {
    let column = table == .link ? Columns.linkRetry.record : Columns.clientRetry.record
    if topology.state(column, row) != .none { take(.oneAttempt, table, row) }
    return Retry()
  }

  private mutating func retry(_ columns: Columns.RetryColumns, _ row: Int) -> Retry? {
    guard let attempts = count(columns.attempts, row) else { return nil }
    var retry = Retry(attempts: max(1, attempts))
    switch topology.word(columns.backoff, row) {
    case "constant": retry.backoff = .constant
    case "exponential": retry.backoff = .exponential
    default: break
    }
    if let interval = number(columns.initialInterval, row) {
      retry.initialInterval = interval
      // Who states an interval and no growth waits as long each time.
      if topology.state(columns.backoff, row) == .unknown { retry.backoff = .constant }
    } else if attempts > 1, topology.word(columns.backoff, row) != "none" {
      take(.retryAtOnce, columns.record.table, row)
    }
    retry.longestInterval = number(columns.maxInterval, row) ?? .infinity
    retry.hasJitter = topology.flag(columns.jitter, row) ?? false
    retry.budget = number(columns.budget, row)
    return retry
  }
}
