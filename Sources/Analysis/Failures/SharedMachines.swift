import Topology

/// Hosts and platforms, with the components that fail with each of them.
struct SharedMachines {
  /// In the order in which the file names them.
  private(set) var lost: [(FailureEffect.Loss, [Int])] = []

  /// Copies are spread evenly over the hosts of a component; a platform takes all of them. A platform that is itself a
  /// component is lost as that.
  init(_ topology: Topology, _ failures: FailureTable) {
    var order: [FailureEffect.Loss] = []
    var members: [FailureEffect.Loss: [Int]] = [:]
    func add(_ loss: FailureEffect.Loss, _ party: Int) {
      if members[loss] == nil { order.append(loss) }
      members[loss, default: []].append(party)
    }
    for party in topology.rows(of: .party) where topology.kind(ofParty: party) != .client {
      if let runtime = topology.text(Columns.runtime, party), topology.party(named: runtime) == nil {
        add(.runtime(runtime), party)
      }
      let hosts = topology.textList(Columns.hosts, party) ?? []
      let failure = failures[party]
      for (index, host) in hosts.enumerated() {
        let copies = failure.placement.copies
        let onHost = copies / hosts.count + (index < copies % hosts.count ? 1 : 0)
        if hosts.count == 1 || onHost > 0 && failure.survival(without: onHost).low == 0 { add(.host(host), party) }
      }
    }
    lost = order.map { ($0, members[$0] ?? []) }
  }
}
