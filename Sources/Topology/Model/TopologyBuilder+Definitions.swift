/// What the language means where nothing is written: filled in when a model is finished, and anew when a fact changes.
extension TopologyBuilder {
  /// Fills in what follows from what is stated.
  public mutating func fillWhatFollows() {
    fillDefinitions()
    fillInherited()
    fillRetriesOfClients()
    for workload in topology.rows(of: .workload) { fillObjectives(of: workload) }
  }

  /// Takes back what follows from other facts, so that a changed fact does not stand beside what followed from the old
  /// one. `fillWhatFollows` is to be called after the change.
  public mutating func forgetWhatFollows() {
    for link in topology.rows(of: .link) {
      forget(Facts.Link.deadline, link)
      forget(Facts.Link.coldHitRate, link)
      for reason in [Facts.Link.onFailure, Facts.Link.fallback] {
        forget(Facts.Link.required, link, copiedFrom: self[reason, link])
      }
      let client = topology.source(ofLink: link)
      for retry in Self.retries { forget(retry.link, link, copiedFrom: self[retry.party, client]) }
    }
    for party in topology.rows(of: .party) {
      forget(Facts.Party.coldHitRate, party)
      forget(Facts.Party.replicationN, party, copiedFrom: self[Facts.Party.replicasMin, party])
      for failover in [Facts.Party.failover, Facts.Party.failoverMode] {
        forget(failover, party, copiedFrom: self[Facts.Party.replicasMax, party])
      }
    }
    for interface in topology.rows(of: .interface) {
      let component = topology.owner(EntityID(.interface, interface))
      forget(Facts.Interface.exposure, interface, copiedFrom: self[Facts.Party.exposure, component])
    }
    for workload in topology.rows(of: .workload) {
      for objective in Facts.Workload.latencyObjectives { forget(objective, workload) }
    }
  }

  private mutating func forget(_ column: ColumnID, _ row: Int) {
    if self[column, row].basis == .definition, self[column, row].state != .unknown { self[column, row] = .unknown }
  }

  /// A copy stands where its original stands.
  private mutating func forget(_ column: ColumnID, _ row: Int, copiedFrom original: Cell) {
    let cell = self[column, row]
    guard cell.state != .unknown, cell.basis >= .definition, original.state != .unknown, cell.place == original.place
    else { return }
    self[column, row] = .unknown
  }

  /// What the language means where nothing is written (LANGUAGE, "by definition").
  private mutating func fillDefinitions() {
    let saysNeeds = topology.hasFacts(Facts.Link.onFailure) || topology.hasFacts(Facts.Link.fallback)
    for link in topology.rows(of: .link) {
      let source = topology.kind(ofParty: topology.source(ofLink: link))
      let target = topology.kind(ofParty: topology.target(ofLink: link))
      let touchesQueue = source == .queue || target == .queue
      define(Facts.Link.visits, link, Payload.number(1))
      define(Facts.Link.class, link, Vocabulary.linkClass, "runtime")
      define(Facts.Link.mode, link, Vocabulary.mode, touchesQueue ? "async" : "sync")
      if self[Facts.Link.timeout, link].state == FactState.none, self[Facts.Link.deadline, link].state == .unknown {
        // Who says that an attempt has no limit, and names no other, says that the call has none.
        self[Facts.Link.deadline, link] = Cell(.none, basis: .definition)
      }
      if self[Facts.Link.cache, link].state == .value { define(Facts.Link.coldHitRate, link, Payload.number(0)) }
      if saysNeeds { defineNeed(ofLink: link) }
      if touchesQueue { define(Facts.Link.access, link, Vocabulary.access, target == .queue ? "write" : "read") }
    }
  }

  /// Whether the caller fails without a link, where that is not written: what a failure means to it says so, or what it
  /// does instead.
  private mutating func defineNeed(ofLink link: Int) {
    guard self[Facts.Link.required, link].state == .unknown else { return }
    let (failure, fallback) = (self[Facts.Link.onFailure, link], self[Facts.Link.fallback, link])
    let hasFallback = fallback.state == .value && fallback.payload != Self.noFallback
    if failure.state == .value {
      let isRequired = failure.payload == Self.failClosed
      // Where the two disagree, neither counts.
      if !(isRequired && hasFallback) { define(Facts.Link.required, link, by: failure, isRequired ? 1 : 0) }
    } else if hasFallback {
      define(Facts.Link.required, link, by: fallback, 0)
    }
  }

  private static let failClosed = Vocabulary.onFailure.ordinal(of: "fail-closed").map(UInt64.init)
  private static let noFallback = Vocabulary.fallback.ordinal(of: "none").map(UInt64.init)

  /// What follows from another fact is as sure as that one.
  private mutating func define(_ column: ColumnID, _ row: Int, by cell: Cell, _ payload: UInt64) {
    self[column, row] = Cell(.value, basis: max(cell.basis, .definition), payload: payload, place: cell.place)
  }

  /// A service is ours unless it says `external`, a component has one tenant unless it says `multi_tenant`, and an
  /// interface is as exposed as its component unless it says otherwise.
  private mutating func fillInherited() {
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      define(Facts.Party.multiTenant, party, 0)
      if self[Facts.Party.hitRate, party].state == .value { define(Facts.Party.coldHitRate, party, Payload.number(0)) }
      if topology.kind(ofParty: party) == .service {
        define(Facts.Party.external, party, 0)
        defineFailover(of: party)
      }
      if topology.kind(ofParty: party) == .store { copies(of: party) }
    }
    guard topology.hasFacts(Facts.Party.exposure) else { return }
    for interface in topology.rows(of: .interface) where self[Facts.Interface.exposure, interface].state == .unknown {
      let inherited = self[Facts.Party.exposure, topology.owner(EntityID(.interface, interface))]
      guard inherited.state == .value else { continue }
      let basis = max(inherited.basis, .definition)
      self[Facts.Interface.exposure, interface] = Cell(
        .value, basis: basis, payload: inherited.payload, place: inherited.place)
    }
  }

  /// One instance of a service has no other that could take over, where nobody speaks of one.
  private mutating func defineFailover(of service: Int) {
    let replicas = self[Facts.Party.replicasMax, service]
    guard replicas.state == .value, !replicas.isRange, replicas.payload == Payload.number(1),
      self[Facts.Party.failover, service].state == .unknown, let mode = Self.noFailover
    else { return }
    define(Facts.Party.failover, service, by: replicas, 0)
    define(Facts.Party.failoverMode, service, by: replicas, mode)
  }

  private static let noFailover = Vocabulary.failoverMode.ordinal(of: "none").map(UInt64.init)

  /// `replicas` of a store counts all its copies, and so is `replication.n` where that is not written.
  private mutating func copies(of store: Int) {
    let replicas = self[Facts.Party.replicasMin, store]
    guard replicas.state == .value, !replicas.isRange, self[Facts.Party.replication, store].state == .value,
      self[Facts.Party.replicationN, store].state == .unknown
    else { return }
    self[Facts.Party.replicationN, store] = Cell(
      .value, basis: max(replicas.basis, .definition), payload: replicas.payload, place: replicas.place)
  }

  /// Who promises something of response times promises nothing else of them.
  private mutating func fillObjectives(of workload: Int) {
    let objectives = Facts.Workload.latencyObjectives
    let isPromised = objectives.contains {
      let cell = self[$0, workload]
      return cell.state != .unknown && cell.basis != .definition
    }
    guard isPromised else { return }
    for objective in objectives where self[objective, workload].state == .unknown {
      self[objective, workload] = Cell(.none, basis: .definition)
    }
  }

  private mutating func define(_ column: ColumnID, _ row: Int, _ enumeration: Enumeration, _ word: String) {
    guard let ordinal = enumeration.ordinal(of: word) else { return }
    define(column, row, UInt64(ordinal))
  }

  private mutating func define(_ column: ColumnID, _ row: Int, _ payload: UInt64) {
    guard self[column, row].state == .unknown else { return }
    self[column, row] = Cell(.value, basis: .definition, payload: payload)
  }

  /// The facts of a retry, of clients and of links.
  private static let retries: [(party: ColumnID, link: ColumnID)] = Schema.table(.party).columns
    .filter { $0.path == "retry" || $0.path.hasPrefix("retry.") }
    .map { (party: $0.id, link: Schema.named(.link, $0.path)) }

  /// A client's own `retry` holds where its link states none.
  private mutating func fillRetriesOfClients() {
    guard topology.hasFacts(Facts.Party.retry) else { return }
    for link in topology.rows(of: .link) where self[Facts.Link.retry, link].state == .unknown {
      let client = topology.source(ofLink: link)
      guard topology.kind(ofParty: client) == .client else { continue }
      for retry in Self.retries {
        var cell = self[retry.party, client]
        guard cell.state != .unknown, self[retry.link, link].state == .unknown else { continue }
        cell.basis = max(cell.basis, .definition)
        self[retry.link, link] = cell
      }
    }
  }
}
