import Topology

extension CapacityAnalysis {
  /// Whether requests may have to wait for threads or connections of a component, which no response time counts.
  ///
  /// They hardly ever do where fewer than 1 in 100 find all of them held, and never at what waits for nobody.
  func mayWaitForThreads(_ party: Int, _ load: LoadCase) -> Bool {
    state.threadWaits.value(ThreadQuestion(party: party, load: load)) { findsWaitForThreads(party, load) }
  }

  private func findsWaitForThreads(_ party: Int, _ load: LoadCase) -> Bool {
    let reader = HeldResourceReader(analysis: self, replicas: load.replicas)
    let isOpen = topology.number(Facts.Party.concurrency, party) == nil
    if isOpen, topology.kind(ofParty: party) == .service, reader.waits(party) { return true }
    let rates = state.rates(load)
    let time = HeldTime(state: state, stations: state.stations(load.replicas), rates: { rates[$0] * load.factor })
    return reader.resources(ofParty: party).contains { resource in
      let count = resource.count.low
      let busy = time.busy(resource)
      guard busy < count else { return true }
      return Erlang.waiting(servers: Int(min(count, 1e9)), load: busy) > 0.01
    }
  }
}

/// At which component, with which load, requests may wait for threads.
struct ThreadQuestion: Hashable, Sendable {
  let party: Int
  let load: LoadCase
}
