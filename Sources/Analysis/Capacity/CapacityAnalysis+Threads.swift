import Topology

extension CapacityAnalysis {
  /// Which of the things that a component's requests hold while they wait downstream they may have to wait for.
  ///
  /// They hardly ever do where fewer than 1 in 100 find all of them held, and never at what waits for nobody.
  func threadsWaitedFor(_ party: Int, _ load: LoadCase) -> Set<LimitKind> {
    state.threadWaits.value(ThreadQuestion(party: party, load: load)) { findWaits(party, load) }
  }

  /// Whether requests may have to wait for threads or connections in a way that no response time counts: for the connections
  /// that a component accepts, for threads that nobody counts, or for such that are held while others wait for theirs below.
  func mayWaitUncounted(_ party: Int, _ load: LoadCase) -> Bool {
    let waits = threadsWaitedFor(party, load)
    guard !waits.isEmpty else { return false }
    if waits.contains(.connections) { return true }
    let reader = HeldResourceReader(analysis: self, replicas: load.replicas)
    let time = HeldTime(state: state, load)
    if waits.contains(.threads) {
      guard state.threadWait(party, load, .worst) != nil, let threads = reader.threads(party),
        !waitsBelow(threads, time, load)
      else { return true }
    }
    return waits.contains(.pool)
      && reader.pools(party).contains { pool in
        guard let dependency = pool.dependency, state.poolWait(party, dependency, load, .worst) != nil else {
          return true
        }
        return waitsBelow(pool, time, load)
      }
  }

  /// Whether somebody waits for threads or connections of a component that is visited while a resource is held.
  private func waitsBelow(_ resource: HeldResource, _ time: HeldTime, _ load: LoadCase) -> Bool {
    time.visited(by: resource).contains { $0 != resource.party && !threadsWaitedFor($0, load).isEmpty }
  }

  private func findWaits(_ party: Int, _ load: LoadCase) -> Set<LimitKind> {
    let reader = HeldResourceReader(analysis: self, replicas: load.replicas)
    if reader.leavesThreadsOpen(party) { return [.threads] }
    let resources = reader.resources(ofParty: party)
    guard !resources.isEmpty else { return [] }
    let time = HeldTime(state: state, load)
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
    threadWaitLaws.value(HeldWaitQuestion(party: party, load: load, bound: bound)) {
      ThreadWait(ofParty: party, load, bound, self)
    }
  }

  /// How long a component's calls to another wait for a connection; `nil` where it is not known.
  func poolWait(_ party: Int, _ dependency: Int, _ load: LoadCase, _ bound: Bound) -> HeldWait? {
    guard topology.rows(Columns.pools, party) != nil else { return HeldWait.none }
    let question = HeldWaitQuestion(party: party, dependency: dependency, load: load, bound: bound)
    return poolWaitLaws.value(question) {
      let reader = HeldResourceReader(analysis: CapacityAnalysis(topology, self), replicas: load.replicas)
      guard let pool = reader.pools(party).first(where: { $0.dependency == dependency }) else { return HeldWait.none }
      return HeldWait(for: pool, load, bound, self)
    }
  }
}

/// At which component, with which load, requests may wait for threads.
struct ThreadQuestion: Hashable, Sendable {
  let party: Int
  let load: LoadCase
}
