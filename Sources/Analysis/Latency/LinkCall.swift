import Topology

/// What a caller does while a call takes its time: gives up, tries again, asks a second time.
struct LinkCall: Sendable {
  private var timeout = Double.infinity
  private var deadline = Double.infinity
  private var hedging = Double.infinity
  private var failureRate = 0.0
  private var attempts = 1.0
  private var pauses = RepeatedCall.Pauses.none
  private(set) var derivation = Derivation()

  /// Calls along a link; those of a client that the link says nothing of are repeated as the client does.
  ///
  /// - Parameter failureRate: the share of attempts that fail, but for timeouts.
  init(ofLink link: Int, failureRate: Double, topology: Topology) {
    timeout = time(Facts.Link.timeout, link, topology) ?? unstatedTimeout(link, topology)
    deadline = time(Facts.Link.deadline, link, topology) ?? .infinity
    hedging = time(Columns.linkHedging, link, topology) ?? .infinity
    self.failureRate = failureRate
    useFailures(link, topology)
    repeats(Attempts(ofLink: link, topology: topology), .holding(forLink: link, topology), topology)
  }

  private mutating func time(_ column: ColumnID, _ link: Int, _ topology: Topology) -> Double? {
    derivation.number(column, link, of: topology)
  }

  private mutating func unstatedTimeout(_ link: Int, _ topology: Topology) -> Double {
    if topology.state(Facts.Link.timeout, link) == .none {
      derivation.use(Facts.Link.timeout, link, of: topology)
    } else {
      derivation.omit(.timeouts)
    }
    return .infinity
  }

  private mutating func useFailures(_ link: Int, _ topology: Topology) {
    _ = derivation.number(Columns.linkFailureRate, link, of: topology)
    if let operation = topology.targetOperation(ofLink: link) {
      _ = derivation.number(Columns.operationFailureRate, operation, of: topology)
    }
  }

  /// What is not stated of the repetition is left out.
  private mutating func repeats(_ attempts: Attempts, _ retry: RetryColumns, _ topology: Topology) {
    guard mayFail else { return }
    guard let most = attempts.most else {
      derivation.omit(.retries)
      return
    }
    derivation.add(attempts.derivation)
    self.attempts = max(1, most)
    guard most > 1 else { return }
    guard let word = topology.word(retry.backoff, retry.row), word != "none" else {
      if topology.state(retry.backoff, retry.row) == .unknown { derivation.omit(.retries) }
      return
    }
    derivation.use(retry.backoff, retry.row, of: topology)
    guard let first = derivation.number(retry.initialInterval, retry.row, of: topology) else {
      derivation.omit(.retries)
      return
    }
    pauses = RepeatedCall.Pauses(
      first: first, grows: word == "exponential",
      longest: derivation.number(retry.maxInterval, retry.row, of: topology) ?? .infinity,
      isRandom: topology.flag(retry.jitter, retry.row) ?? false)
  }

  /// Whether a second request may follow the first, so that an attempt takes less than its callee.
  var isHedged: Bool { hedging.isFinite }

  private var mayFail: Bool { timeout.isFinite || failureRate > 0 }

  /// Rarer failures change no figure.
  private static let leastFailure = 1e-9

  /// The share of attempts that fail, given the time of one.
  func failureShare(_ attempt: TimeLaw, on lattices: inout SharedLattices) -> Double {
    guard attempt.isFinite else { return 1 }
    let isRare = attempt.core.hasExactMoments && attempt.whole.tail(timeout) < 1e-13
    let late = timeout.isFinite && !isRare ? lattices.tail(attempt, timeout) : 0
    return RepeatedCall.failureShare(failureRate: failureRate, late: late)
  }

  /// The whole call, given the time of one attempt; a callee that never answers leaves its caller without an answer,
  /// however soon that gives up.
  ///
  /// - Returns: The time of the call, and the share of attempts that fail where that is asked for.
  func whole(_ attempt: TimeLaw, on lattices: inout SharedLattices) -> (law: TimeLaw, failure: Double?) {
    guard attempt.isFinite else { return (.endless, nil) }
    var law = attempt
    if hedging.isFinite { law = TimeLaw(.hedged(law, after: hedging)) }
    var share: Double?
    if mayFail {
      let failure = failureShare(law, on: &lattices)
      share = isHedged ? nil : failure
      if failure >= 1, attempts == .infinity { return (.endless, share) }
      let isPlain = timeout == .infinity && attempts == 1
      if failure > Self.leastFailure, !isPlain {
        law = TimeLaw(
          .attempts(
            RepeatedCall(
              attempt: law, timeout: timeout, failureRate: failureRate, mostAttempts: attempts, pauses: pauses)))
      }
    }
    let isCut = deadline.isFinite && lattices.tail(law, deadline) > Self.leastFailure
    return (isCut ? TimeLaw(.cut(law, at: deadline)) : law, share)
  }
}
