import Topology

/// How much work a loss costs, and how long it takes until there is service again.
extension Formula {
  static let backupPoint = Formula(
    "time between backups; nothing where any point in time can be restored",
    source: "worst case: the loss comes just before the next backup")
  static let replicaPoint = Formula("how far the copies are behind", source: "asynchronous replication")
  static let restoreTime = Formula(
    "time to restore, or to repair where nothing is kept", source: "as stated")
  static let takeoverTime = Formula("wait before the promotion + promotion", source: "as stated")
}

extension CapacityAnalysis {
  /// Seconds of acknowledged work that are lost when a component is lost with all its copies: those since the last
  /// backup. Not applicable to what keeps nothing.
  ///
  /// How long a backup takes to be complete elsewhere is not stated anywhere, and comes on top.
  public func recoveryPoint(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) == .store else { return .notApplicable }
    var derivation = Derivation()
    guard let backups = topology.rows(Columns.backup, party) else {
      derivation.lack(Columns.backup, party, of: topology)
      return derivation.estimate(nil, .backupPoint)
    }
    derivation.use(Columns.backup, party, of: topology)
    let points = backups.map { point(ofBackup: $0, &derivation) }
    let best = points.reduce(Interval(.infinity)) { .min($0, $1) }
    if best.isPoint { derivation.forgetMissing() }
    return derivation.estimate(best, .backupPoint)
  }

  /// `recoveryPoint` of the stores that a data set is canonical in, the worst of them. Not applicable to what has none.
  public func recoveryPoint(ofDataSet dataSet: Int) -> Estimate {
    var derivation = Derivation()
    guard let canonical = topology.references(Facts.DataSet.canonical, dataSet) else {
      derivation.lack(Facts.DataSet.canonical, dataSet, of: topology)
      return derivation.estimate(nil, .backupPoint)
    }
    derivation.use(Facts.DataSet.canonical, dataSet, of: topology)
    let points = canonical.map { recoveryPoint(ofParty: $0.row) }.filter(\.isApplicable)
    guard !points.isEmpty else { return .notApplicable }
    for point in points {
      for fact in point.missing { derivation.lack(fact) }
      for fact in point.inputs { derivation.use(fact.column, fact.row, of: topology) }
    }
    let worst = points.reduce(Interval.zero) { .max($0, $1.value ?? .unbounded) }
    return derivation.estimate(worst, .backupPoint)
  }

  /// Seconds of acknowledged work that are lost when the copy that takes the writes is lost and another one takes over.
  /// Not applicable to what has one copy only.
  public func failoverPoint(ofParty party: Int) -> Estimate {
    leaderLoss(ofParty: party) ?? .notApplicable
  }

  /// Seconds until a component works again that was lost with all its copies: the time to restore what it keeps, or else
  /// to repair a copy.
  public func recoveryTime(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    var derivation = Derivation()
    let isStore = topology.kind(ofParty: party) == .store
    if isStore, topology.state(Columns.backup, party) == .unknown {
      derivation.lack(Columns.backup, party, of: topology)
      return derivation.estimate(nil, .restoreTime)
    }
    guard isStore, let backups = topology.rows(Columns.backup, party), !backups.isEmpty else {
      let repair = derivation.number(Columns.mttr, party, of: topology)
      if repair == nil { derivation.lack(Columns.mttr, party, of: topology) }
      return derivation.estimate(repair.map { Interval($0) }, .restoreTime)
    }
    let times = backups.compactMap { derivation.number(Columns.restoreTime, $0, of: topology) }
    for backup in backups where topology.number(Columns.restoreTime, backup) == nil {
      derivation.lack(Columns.restoreTime, backup, of: topology)
    }
    let fastest = times.min().map { Interval(low: times.count == backups.count ? $0 : 0, high: $0) }
    return derivation.estimate(fastest, .restoreTime)
  }

  /// Seconds without service until another copy or a standby serves; zero where the others simply go on. Not applicable
  /// to what has neither.
  public func failoverTime(ofParty party: Int) -> Estimate {
    guard topology.kind(ofParty: party) != .client else { return .notApplicable }
    let failures = state.availability.failures
    if let takeover = failures.takeovers[party] {
      return takeover.derivation.estimate(takeover.time, .takeoverTime)
    }
    let needs = failures[party].needs
    guard needs.copies.high > 1 else { return .notApplicable }
    var derivation = needs.derivation
    if needs.serve.takeover.isPoint { derivation.forgetMissing() }
    return derivation.estimate(needs.serve.takeover, .takeoverTime)
  }

  /// What is lost with the leading copy; `nil` where there is none to lose.
  func leaderLoss(ofParty party: Int) -> Estimate? {
    guard topology.kind(ofParty: party) == .store, state.availability.failures[party].needs.copies.high > 1 else {
      return nil
    }
    var derivation = Derivation()
    switch derivation.use(word: Facts.Party.replicationTopology, party, of: topology) {
    case nil:
      derivation.lack(Facts.Party.replicationTopology, party, of: topology)
      return derivation.estimate(nil, .replicaPoint)
    case "leaderless":
      guard let quorum = derivation.number(Columns.writeQuorum, party, of: topology) else {
        derivation.lack(Columns.writeQuorum, party, of: topology)
        return derivation.estimate(nil, .replicaPoint)
      }
      if quorum > 1 { return derivation.estimate(.zero, .replicaPoint) }
    default:
      switch derivation.use(word: Columns.replicationMode, party, of: topology) {
      case "async": break
      case nil:
        derivation.lack(Columns.replicationMode, party, of: topology)
        return derivation.estimate(nil, .replicaPoint)
      default: return derivation.estimate(.zero, .replicaPoint)
      }
    }
    let lag = derivation.number(Columns.replicationLag, party, of: topology)
    if lag == nil { derivation.lack(Columns.replicationLag, party, of: topology) }
    return derivation.estimate(lag.map { Interval($0) }, .replicaPoint)
  }

  // MARK: Parts

  /// Where nobody says whether any point in time can be restored, at most the time between backups.
  private func point(ofBackup backup: Int, _ derivation: inout Derivation) -> Interval {
    let anyPoint = topology.flag(Columns.pointInTime, backup)
    if anyPoint != nil { derivation.use(Columns.pointInTime, backup, of: topology) }
    if anyPoint == true { return .zero }
    if anyPoint == nil { derivation.lack(Columns.pointInTime, backup, of: topology) }
    guard let interval = derivation.number(Columns.backupInterval, backup, of: topology) else {
      derivation.lack(Columns.backupInterval, backup, of: topology)
      return .unbounded
    }
    return Interval(low: anyPoint == nil ? 0 : interval, high: interval)
  }
}
