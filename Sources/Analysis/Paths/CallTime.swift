import Topology

/// How long one call along a link can keep its caller waiting.
///
/// An attempt may take its timeout, because a callee that hangs takes all of it; without a timeout it takes what the
/// callee can take. `deadline` bounds the whole call, and no deadline is shorter than the timeout.
struct CallTime {
  let link: Int
  let topology: Topology
  /// What is read from further along a path does not tell the facts it was computed from.
  var lists = Derivation.Listed.inputsAndMissing

  /// The longest one call can take.
  ///
  /// - Parameter callee: what the callee can take, asked for only where no timeout is stated.
  func longest(callee: () -> PathValue) -> PathValue {
    var derivation = Derivation(lists: lists)
    let attempt = attempt(callee, &derivation)
    return bounded(repeated(attempt, &derivation) { $0 }, atLeast: attempt.low, derivation)
  }

  /// The time from the first attempt of one call to its last.
  func horizon(callee: () -> PathValue) -> PathValue {
    let attempts = Attempts(ofLink: link, topology: topology, lists: lists)
    if attempts.most == 1 { return PathValue(.zero, attempts.derivation) }
    var derivation = Derivation(lists: lists)
    let attempt = attempt(callee, &derivation)
    let least = attempts.count.low > 1 ? attempt.low : 0
    return bounded(repeated(attempt, &derivation) { max(0, $0 - 1) }, atLeast: least, derivation)
  }

  /// Whether a call ends by itself, however long the callee takes.
  var isBounded: Bool {
    topology.state(Facts.Link.timeout, link) != .none
      || topology.number(Facts.Link.deadline, link) != nil
  }

  /// Network latency there and back, where it is stated.
  static func network(
    _ link: Int, _ topology: Topology, lists: Derivation.Listed = .inputsAndMissing
  ) -> PathValue {
    var derivation = Derivation(lists: lists)
    if let latency = derivation.number(Facts.Link.latency, link, of: topology) {
      return PathValue(Interval(2 * latency), derivation)
    }
    derivation.omit(.networkLatency)
    return PathValue(.zero, derivation)
  }

  // MARK: Parts

  private func attempt(_ callee: () -> PathValue, _ derivation: inout Derivation) -> Interval {
    if let timeout = derivation.number(Facts.Link.timeout, link, of: topology) {
      return Interval(timeout)
    }
    guard topology.state(Facts.Link.timeout, link) == .none else {
      derivation.lack(Facts.Link.timeout, link, of: topology)
      return .unbounded
    }
    derivation.use(Facts.Link.timeout, link, of: topology)
    let callee = Self.network(link, topology, lists: lists) + callee()
    derivation.inherit(callee.derivation)
    return callee.value
  }

  /// Attempts and the waits between them.
  private func repeated(
    _ attempt: Interval, _ derivation: inout Derivation, _ counted: (Double) -> Double
  )
    -> Interval
  {
    let attempts = Attempts(ofLink: link, topology: topology, lists: lists)
    derivation.add(attempts.derivation)
    let count = attempts.count
    let wait = RetryWait(ofLink: link, attempts: count, topology: topology, lists: lists)
    derivation.add(wait.derivation)
    return count.map(counted) * attempt + wait.total
  }

  private func bounded(_ total: Interval, atLeast least: Double, _ derivation: Derivation)
    -> PathValue
  {
    var derivation = derivation
    if let deadline = topology.number(Facts.Link.deadline, link) {
      // A deadline that is not reached decides nothing.
      if total.high > deadline { derivation.use(Facts.Link.deadline, link, of: topology) }
      return PathValue(.min(total, Interval(deadline)), derivation)
    }
    guard topology.state(Facts.Link.deadline, link) == .unknown, total.low > least else {
      return PathValue(total, derivation)
    }
    derivation.lack(Facts.Link.deadline, link, of: topology)
    return PathValue(Interval(low: least, high: total.high), derivation)
  }
}
