import Topology

/// How long requests wait for one of a component's threads.
struct ThreadWait: Sendable {
  let wait: HeldWait
  /// Whether a thread is all it takes: then there is no line for servers behind it.
  let replacesLine: Bool

  /// `nil` where nobody has to wait for threads, or it is not known.
  init?(ofParty party: Int, _ load: LoadCase, _ bound: Bound, _ state: AnalysisState) {
    let analysis = CapacityAnalysis(state.topology, state)
    guard analysis.threadsWaitedFor(party, load).contains(.threads),
      let threads = HeldResourceReader(analysis: analysis, replicas: load.replicas).threads(party),
      let wait = HeldWait(for: threads, load, bound, state)
    else { return nil }
    self.wait = wait
    replacesLine = state.topology.number(Facts.Party.workers, party) == nil
  }
}

/// Whose wait for threads, or for connections to whom, is asked for.
struct HeldWaitQuestion: Hashable, Sendable {
  let party: Int
  /// Of pools.
  var dependency: Int?
  let load: LoadCase
  let bound: Bound
}
