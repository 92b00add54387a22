import Topology

extension CapacityAnalysis {
  /// The time a request waits for a free server of a component, in seconds; infinite where they cannot follow.
  ///
  /// Of a store, at its leaders.
  public func waitTimes(ofParty party: Int, at load: LoadCase = .rate) -> ResponseTime {
    answered(.wait, EntityID(.party, party), load) { line in
      guard let sharing = line.sharing else { return line.answer(.constant(0)) }
      // There is no line; what an answer takes beyond bare service counts as the wait.
      let mean = Interval.product(line.service.mean, sharing.slowdown - 1)
      return mean.isFinite ? Answer(law: TimeLaw(.fitted(TimeMoments(mean: mean, variance: mean * mean)))) : .endless
    }
  }

  /// The mean of `waitTimes`.
  public func waitTime(ofParty party: Int, at load: LoadCase = .rate) -> Estimate {
    waitTimes(ofParty: party, at: load).mean
  }

  /// The time from arrival at a component to its answer, without what it waits for downstream; over all its requests.
  public func responseTime(ofParty party: Int, at load: LoadCase = .rate) -> ResponseTime {
    answered(.own, EntityID(.party, party), load) { $0.answer($0.service) }
  }

  /// The time from arrival at an operation to its answer, without what it waits for downstream.
  public func responseTime(ofOperation operation: Int, at load: LoadCase = .rate) -> ResponseTime {
    let node = state.nodes.operation(operation)
    return answered(.own, EntityID(.operation, operation), load) { $0.answer(atNode: node) ?? .none }
  }

  /// The time from a workload's request to its answer, along all it waits for; infinite where a component on the way
  /// cannot follow.
  ///
  /// The mean is the sum of the means, of parallel calls the last. Percentiles come from the distribution of the sum of
  /// independent times (measured within 2 % at p95 and p99). Calls that fail for good count with all their attempts.
  public func latency(ofWorkload workload: Int, at load: LoadCase = .rate) -> ResponseTime {
    state.responseTimes.value(ResponseTimeQuestion(kind: .chain, entity: EntityID(.workload, workload), load: load)) {
      guard let entry = state.demand.workloads[workload].entry else {
        var derivation = Derivation()
        derivation.lack(Facts.Workload.entry, workload, of: topology)
        return ResponseTime(missing: derivation)
      }
      // Of a fixed number of clients the mean follows from the rate, and nothing more is known.
      if state.demand.workloads[workload].closed != nil {
        return ResponseTime(meanOnly: closedResponseTime(ofWorkload: workload, at: load))
      }
      let isCohort = topology.number(Columns.scheduleCohort, workload) ?? 1 > 1
      return chain(
        from: entry, clientLink: WorkloadDemand.entryLink(workload, topology), load,
        omitting: isCohort ? [.cohorts] : [])
    }
  }

  /// The time from a request at an operation to its answer, along all it waits for.
  public func latency(ofOperation operation: Int, at load: LoadCase = .rate) -> ResponseTime {
    guard topology.count(.workload) > 0 else { return .notApplicable }
    let question = ResponseTimeQuestion(kind: .chain, entity: EntityID(.operation, operation), load: load)
    return state.responseTimes.value(question) {
      chain(from: state.nodes.operation(operation), clientLink: nil, load)
    }
  }

  /// The share of attempts along a link that last longer than its timeout, find no place, or fail as often as is stated:
  /// `f + (1 − f) (r + (1 − r) P(T > timeout))`. Not applicable where nobody waits for the answer.
  public func attemptFailures(ofLink link: Int, at load: LoadCase = .rate) -> Estimate {
    let source = topology.source(ofLink: link)
    guard topology.count(.workload) > 0, topology.kind(ofParty: source) == .service,
      topology.ordinal(Facts.Link.mode, link) != Words.async
    else { return .notApplicable }
    let node = topology.sourceOperation(ofLink: link).map { state.nodes.operation($0) } ?? state.nodes.party(source)
    let waitedFor = SynchronousReach(from: node, state.demand).sorted
    let ends = [Bound.best, .worst].compactMap { bound -> Double? in
      var solver = ChainSolver(state, load, bound)
      _ = solver.answer(from: node, waitedFor: waitedFor)
      guard let late = solver.failureShare(alongLink: link, from: node) else { return nil }
      let refused = BoundedLine(ofParty: topology.target(ofLink: link), load, bound, state) {
        state.rates(load)[$0] * load.factor
      }
      let isRefused = LineLimit.places(ofParty: topology.target(ofLink: link), topology) != nil
      return isRefused ? 1 - (1 - late) * (1 - (refused?.line.rejectedShare ?? 0)) : late
    }
    guard ends.count == 2 else { return .notApplicable }
    let served = waitedFor.filter { $0 != node && state.nodes.asksForWork($0) }
    var derivation = chainDerivation(served, waitedFor, nil, load)
    if ends[0] == ends[1] { derivation.forgetMissing() }
    return derivation.estimate(ResponseTime.interval(ends[0], ends[1]), .attemptFailures)
  }

  // MARK: Parts

  /// A figure of the line in front of a component.
  private func answered(
    _ kind: ResponseTimeQuestion.Kind, _ entity: EntityID, _ load: LoadCase, _ answer: (StationLine) -> Answer
  ) -> ResponseTime {
    let party = entity.table == .party ? entity.row : topology.owner(entity)
    guard topology.count(.workload) > 0, state.station(party, load.replicas)?.formula == .utilization else {
      return .notApplicable
    }
    return state.responseTimes.value(ResponseTimeQuestion(kind: kind, entity: entity, load: load)) {
      let ends = [Bound.best, .worst].compactMap { bound -> StationLine? in
        var responder = Responder(state, load, bound)
        return responder.lines(party).first?.alone
      }
      guard ends.count == 2 else { return .notApplicable }
      let delay = kind == .own ? topology.number(Facts.Party.delay, party) ?? 0 : 0
      let answers = ends.map { line in
        let answer = answer(line)
        return Answer(law: answer.law.delayed(by: delay), doubt: answer.doubt)
      }
      let wait = ends[1].formula
      let formula = kind == .wait ? wait : .response(wait)
      return ResponseTime(
        lineDerivation(party, load), (formula, formula), best: answers[0], worst: answers[1])
    }
  }

  /// The law of the only component on the way.
  private func responseFormula(atNode node: Int, _ load: LoadCase) -> Formula? {
    var responder = Responder(state, load, .worst)
    return responder.lines(state.nodes.party(ofNode: node, in: topology)).first.map { .response($0.formula) }
  }

  /// The time of a workload's request at one end of what is known, as in `latency`; endless of a workload without entry.
  func time(ofWorkload workload: Int, at load: LoadCase, _ bound: Bound) -> TimeLaw {
    guard let entry = state.demand.workloads[workload].entry else { return .endless }
    let waitedFor = SynchronousReach(from: entry, state.demand).sorted
    return end(from: entry, waitedFor, WorkloadDemand.entryLink(workload, topology), load, bound).law
  }

  private func end(
    from entry: Int, _ waitedFor: [Int], _ clientLink: Int?, _ load: LoadCase, _ bound: Bound
  ) -> Answer {
    var solver = ChainSolver(state, load, bound)
    var answer = solver.answer(from: entry, waitedFor: waitedFor)
    // Times of hops depend on each other a little where several servers or several visits are on the way.
    if answer.law.isFinite, waitedFor.filter(state.nodes.asksForWork).count > 1 {
      answer.doubt.ofTail += 0.02 * answer.law.whole.total
    }
    return clientLink.map { solver.call(alongLink: $0, answer) } ?? answer
  }

  private func chain(
    from entry: Int, clientLink: Int?, _ load: LoadCase, omitting omissions: [Omission] = []
  ) -> ResponseTime {
    let waitedFor = SynchronousReach(from: entry, state.demand).sorted
    let served = waitedFor.filter { state.nodes.asksForWork($0) }
    let ends = [Bound.best, .worst].map { end(from: entry, waitedFor, clientLink, load, $0) }
    let percentile =
      (served.count == 1 ? responseFormula(atNode: served[0], load) : nil)
      ?? (waitedFor.count > ChainSolver.largestChain ? .chainFit : .chainPercentile)
    var derivation = chainDerivation(served, waitedFor, clientLink, load)
    for omission in omissions { derivation.omit(omission) }
    return ResponseTime(derivation, (.chainMean, percentile), best: ends[0], worst: ends[1])
  }
}
