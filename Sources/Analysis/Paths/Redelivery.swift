import Topology

/// How long after its first delivery a message may be delivered again.
struct Redelivery {
  let queue: Int
  let topology: Topology

  var horizon: PathValue { .max(redelivered + redriven, replayed) }

  /// By missed acknowledgements: until they are used up, or the message is gone.
  private var redelivered: PathValue {
    var derivation = Derivation()
    switch derivation.use(word: Columns.delivery, queue, of: topology) {
    case "at-most-once", "exactly-once": return PathValue(.zero, derivation)
    case nil:
      derivation.lack(Columns.delivery, queue, of: topology)
      let repeated = repetitions
      derivation.inherit(repeated.derivation)
      return PathValue(Interval(low: 0, high: repeated.value.high), derivation)
    default: return repetitions
    }
  }

  private var repetitions: PathValue {
    var derivation = Derivation()
    let receives = amount(Facts.Party.maxReceives, none: .infinity, least: 1, &derivation)
    let deadline = amount(Columns.ackDeadline, none: .infinity, least: 0, &derivation)
    let again = PathValue(receives.map { max(0, $0 - 1) } * deadline, derivation)
    return .min(again, lifetime)
  }

  /// How long a message is there at all.
  private var lifetime: PathValue {
    var kept = Derivation()
    var dropped = Derivation()
    let retention = amount(Columns.retention, none: .infinity, least: 0, &kept)
    let age = amount(Columns.ttl, none: .infinity, least: 0, &dropped)
    return .min(PathValue(retention, kept), PathValue(age, dropped))
  }

  /// From the dead letters, at the age that the queue states, or else they.
  private var redriven: PathValue {
    var derivation = Derivation()
    guard let letters = topology.reference(Facts.Party.deadLetter, queue)?.row else { return redrivenFromSomewhere }
    let holder = [queue, letters].first { topology.state(Columns.redriveAge, $0) != .unknown } ?? letters
    if let age = derivation.number(Columns.redriveAge, holder, of: topology) {
      return PathValue(Interval(age), derivation)
    }
    if topology.state(Columns.redriveAge, holder) != .unknown { return .zero }
    derivation.lack(Columns.redriveAge, holder, of: topology)
    return .unknown(derivation)
  }

  /// The same without dead letters, or where nobody says which they are.
  private var redrivenFromSomewhere: PathValue {
    guard topology.state(Facts.Party.deadLetter, queue) == .unknown else { return .zero }
    var derivation = Derivation()
    if topology.state(Columns.redriveAge, queue) == .none { return .zero }
    let age = derivation.number(Columns.redriveAge, queue, of: topology) ?? .infinity
    derivation.lack(Facts.Party.deadLetter, queue, of: topology)
    return PathValue(Interval(low: 0, high: age), derivation)
  }

  /// By consumers that read old messages again.
  private var replayed: PathValue {
    var derivation = Derivation()
    switch topology.flag(Columns.replayable, queue) {
    case false?: return .zero
    case true?:
      derivation.use(Columns.replayable, queue, of: topology)
      return lifetime
    case nil:
      derivation.lack(Columns.replayable, queue, of: topology)
      derivation.inherit(lifetime.derivation)
      return PathValue(Interval(low: 0, high: lifetime.value.high), derivation)
    }
  }

  private func amount(_ column: ColumnID, none: Double, least: Double, _ derivation: inout Derivation) -> Interval {
    if let stated = derivation.number(column, queue, of: topology) { return Interval(stated) }
    guard topology.state(column, queue) == .unknown else {
      derivation.use(column, queue, of: topology)
      return Interval(none)
    }
    derivation.lack(column, queue, of: topology)
    return Interval(low: least, high: .infinity)
  }
}
