import Topology

extension CapacityAnalysis {
  /// Which of the things that a component's requests hold while they wait downstream they may have to wait for.
  ///
  /// They hardly ever do where fewer than 1 in 100 find all of them held, and never at what waits for nobody.
  func threadsWaitedFor(_ party: Int, _ load: LoadCase) -> Set<LimitKind> {
    state.threadWaits.value(ThreadQuestion(party: party, load: load)) { findWaits(party, load) }
  }

  /// Whether requests may have to wait for threads or connections in a way that no response time counts: for connections, for
  /// threads that nobody counts, or for such that are held while others wait for theirs below.
  func mayWaitUncounted(_ party: Int, _ load: LoadCase) -> Bool {
    let waits = threadsWaitedFor(party, load)
    guard waits == [.threads], topology.number(Facts.Party.concurrency, party) != nil,
      state.threadWait(party, load, .worst) != nil, let threads = heldThreads(party, load)
    else { return !waits.isEmpty }
    let rates = state.rates(load)
    let time = HeldTime(state: state, stations: state.stations(load.replicas), rates: { rates[$0] * load.factor })
    return time.visited(by: threads).contains { $0 != party && !threadsWaitedFor($0, load).isEmpty }
  }

  private func heldThreads(_ party: Int, _ load: LoadCase) -> HeldResource? {
    HeldResourceReader(analysis: self, replicas: load.replicas).threads(party)
  }

  private func findWaits(_ party: Int, _ load: LoadCase) -> Set<LimitKind> {
    let reader = HeldResourceReader(analysis: self, replicas: load.replicas)
    let isOpen = topology.number(Facts.Party.concurrency, party) == nil
    if isOpen, topology.kind(ofParty: party) == .service, reader.waits(party) { return [.threads] }
    let resources = reader.resources(ofParty: party)
    guard !resources.isEmpty else { return [] }
    let rates = state.rates(load)
    let time = HeldTime(state: state, stations: state.stations(load.replicas), rates: { rates[$0] * load.factor })
    let waited = resources.filter { resource in
      let count = resource.count.low
      let busy = time.busy(resource)
      guard busy < count else { return true }
      return Erlang.waiting(servers: Int(min(count, 1e9)), load: busy) > 0.01
    }
    return Set(waited.map(\.kind))
  }
}

extension AnalysisState {
  /// How long requests wait for a component's threads; `nil` where they hardly do, or it is not known.
  func threadWait(_ party: Int, _ load: LoadCase, _ bound: Bound) -> ThreadWait? {
    threadWaitLaws.value(ThreadWaitQuestion(party: party, load: load, bound: bound)) {
      ThreadWait(ofParty: party, load, bound, self)
    }
  }
}

/// At which component, with which load, requests may wait for threads.
struct ThreadQuestion: Hashable, Sendable {
  let party: Int
  let load: LoadCase
}
