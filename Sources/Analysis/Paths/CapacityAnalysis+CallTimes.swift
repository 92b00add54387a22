import Topology

extension CapacityAnalysis {
  /// The longest time a request of an operation can take: its own mean service time, and what each call it waits for
  /// can take.
  public func worstTime(ofOperation operation: Int) -> Estimate {
    state.paths.worstTimes[state.nodes.operation(operation)].estimate(.worstTime)
  }

  /// The longest one call along a link can keep its caller waiting; not applicable where the caller does not wait.
  public func worstTime(ofLink link: Int) -> Estimate {
    guard topology.ordinal(Facts.Link.mode, link) != Words.async else { return .notApplicable }
    return state.paths.worstTimes.call(link).estimate(.worstCallTime)
  }

  /// The longest time that one attempt along a link may need, there and back: what a timeout has to allow for.
  public func timeNeeded(byLink link: Int) -> Estimate {
    (CallTime.network(link, topology) + state.paths.worstTimes.callee(ofLink: link)).estimate(
      .worstTime)
  }

  /// The waits between the attempts of one call, together, with every attempt failing.
  public func retryWait(ofLink link: Int) -> Estimate {
    let attempts = Attempts(ofLink: link, topology: topology)
    var derivation = attempts.derivation
    let wait = RetryWait(ofLink: link, attempts: attempts.count, topology: topology)
    derivation.add(wait.derivation)
    return PathValue(wait.total, derivation).estimate(.retryWait)
  }

  /// How often one request is tried along a link at most, by the retries along the path to it that multiplies most.
  public func pathAttempts(ofLink link: Int) -> Estimate {
    state.paths.attempts.value.along(link).estimate(.pathAttempts)
  }

  /// How often one request is tried at an operation at most.
  public func pathAttempts(ofOperation operation: Int) -> Estimate {
    state.paths.attempts.value[state.nodes.operation(operation)].estimate(.pathAttempts)
  }

  /// The links of the path to a link along which retries multiply most, the first first, the link itself last.
  public func retryPath(toLink link: Int) -> [Int] { state.paths.attempts.value.path(to: link) }
}
