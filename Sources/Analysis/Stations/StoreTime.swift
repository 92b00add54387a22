import Topology

/// The time that one access takes of a copy of a store and how often it comes there, with the facts both come from.
struct StoreTime {
  var part = Interval.one
  /// Seconds each time.
  var value: Interval
  var missing: [FactID] = []
  var inputs: [FactID] = []

  init(part: Interval = .one, value: Interval, missing: [FactID] = [], inputs: [FactID] = []) {
    self.part = part
    self.value = value
    self.missing = missing
    self.inputs = inputs
  }

  /// The stated time of the kind of access, else the store's mean.
  init(_ store: Int, _ column: ColumnID, _ topology: Topology) {
    if let time = topology.number(column, store) {
      self.init(value: Interval(time), inputs: [FactID(column, row: store)])
      return
    }
    if let mean = ServiceMean(of: EntityID(.party, store), topology: topology) {
      self.init(value: Interval(mean.seconds), inputs: mean.inputs)
      return
    }
    self.init(value: .unbounded, missing: [topology.shortestUnstated(FactID(column, row: store))])
  }

  /// The time to apply a write on a copy: as stated, else the mean, else at most what the write itself takes.
  static func apply(_ store: Int, _ topology: Topology) -> StoreTime {
    let stated = StoreTime(store, Facts.Party.serviceTimeApply, topology)
    guard !stated.missing.isEmpty, let write = topology.number(Facts.Party.serviceTimeWrite, store) else {
      return stated
    }
    return StoreTime(
      value: Interval(low: 0, high: write), missing: stated.missing,
      inputs: [FactID(Facts.Party.serviceTimeWrite, row: store)])
  }

  /// Coming to the copy only in part; nothing is missing of what never comes.
  func times(_ part: Interval, _ missing: [FactID]) -> StoreTime {
    guard part.high > 0 else { return StoreTime(part: .zero, value: .zero) }
    return StoreTime(part: self.part * part, value: value, missing: self.missing + missing, inputs: inputs)
  }

  /// One or the other.
  func either(_ other: StoreTime) -> StoreTime {
    StoreTime(
      part: .hull(part, other.part), value: .hull(value, other.value), missing: missing + other.missing,
      inputs: inputs + other.inputs)
  }

  /// One or the other or both, where nobody says which.
  func perhapsBoth(_ other: StoreTime, _ missing: [FactID]) -> StoreTime {
    let part = Interval.hull(part, other.part)
    let both = Interval.product(self.part.high, value.high) + Interval.product(other.part.high, other.value.high)
    return StoreTime(
      part: part,
      value: Interval(
        low: min(value.low, other.value.low), high: part.high > 0 ? Interval.quotient(both, part.high) : 0),
      missing: self.missing + other.missing + missing, inputs: inputs + other.inputs)
  }
}
