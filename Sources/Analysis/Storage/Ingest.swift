import Topology

extension CapacityAnalysis {
  /// Bytes per second that all links write into a store or queue, ordinarily.
  func ingest(ofParty party: Int, _ derivation: inout Derivation) -> Interval {
    workloads(visiting: party).reduce(.zero) { $0 + ingest(ofParty: party, byWorkload: $1, &derivation) }
  }

  /// What one workload's requests write of it.
  func ingest(ofParty party: Int, byWorkload workload: Int, _ derivation: inout Derivation) -> Interval {
    let visits = state.demand.visits(.nothingFails)[workload]
    let requests = rate(ofWorkload: workload)
    derivation.add(requests)
    var bytes = Interval.zero
    for link in topology.incoming(ofParty: party).map(Int.init) {
      let calls = writes(alongLink: link, &derivation) { visits[$0] }
      guard calls.high > 0 else { continue }
      let transfer = LinkTransfer(ofLink: link, topology: topology)
      derivation.add(transfer.derivation.only { $0.column == Columns.requestSize })
      bytes = bytes + calls * (requests.value ?? .unbounded) * transfer.request
    }
    return bytes
  }

  /// The calls along a link that write; where nobody says what a call does, perhaps all.
  private func writes(
    alongLink link: Int, _ derivation: inout Derivation, _ visits: (Int) -> Interval
  ) -> Interval {
    let party = topology.target(ofLink: link)
    var calls = Interval.zero
    for edge in edges(alongLink: link) {
      let along = edge.gain * visits(Int(edge.source))
      if !state.nodes.isStore(party) || state.nodes.isWrite(Int(edge.target), ofParty: party) {
        calls = calls + along
      } else if topology.state(Facts.Link.access, link) == .unknown {
        derivation.lack(Facts.Link.access, link, of: topology)
        calls = calls + along * .share
      }
    }
    return calls
  }
}
