import Topology

/// How many messages the consumer of partitioned queues can work on at once: each partition hands them out one after
/// another.
struct PartitionedIntake {
  /// The partitions it reads; `nil` where it has other work too, or reads a queue that is not known to have partitions.
  private(set) var partitions: Interval?
  /// The part of the messages in the busiest partition, where all come from one queue.
  private(set) var busiestShare: Interval?
  private(set) var derivation = Derivation()

  init(ofParty party: Int, _ maker: StationMaker) {
    let topology = maker.topology
    let links = topology.incoming(ofParty: party)
    guard !maker.entered.contains(party),
      links.allSatisfy({ topology.kind(ofParty: topology.source(ofLink: Int($0))) == .queue })
    else { return }
    // Where not all links are drawn, others may hand it work as well, or partitioned queues hand it all it gets.
    let isOpen = topology.flag(Facts.Party.linksComplete, party) == false
    if isOpen { derivation.lack(FactID(Facts.Party.linksComplete, row: party)) }
    guard !links.isEmpty else {
      partitions = isOpen ? .atLeastOne : nil
      return
    }
    let queues = Set(links.map { topology.source(ofLink: Int($0)) }).sorted()
    var total = Interval.zero
    for queue in queues {
      guard let all = count(of: queue, topology) else { return }
      // Links of one group divide the partitions as they do the messages.
      let shares = ConsumerShares(of: queue, topology: topology)
      let part = links.filter { topology.source(ofLink: Int($0)) == queue }.reduce(0) { max($0, shares[$1]) }
      guard part > 0 else { continue }
      total = total + Interval(low: max(1, all.low * part), high: max(1, all.high * part))
      guard queues.count == 1, let count = all.point else { continue }
      let busiest = maker.skew.busiestShare(of: queue, partitions: count, &derivation)
      busiestShare = Interval(low: isOpen ? 0 : min(1, busiest.low / part), high: min(1, busiest.high / part))
    }
    partitions = isOpen ? Interval(low: total.low, high: .infinity) : total
  }

  private mutating func count(of queue: Int, _ topology: Topology) -> Interval? {
    if let stated = derivation.number(Facts.Party.partitions, queue, of: topology) { return Interval(stated) }
    guard topology.state(Facts.Party.partitions, queue) == .unknown else { return nil }
    guard topology.word(Columns.ordering, queue) == "per-partition" else {
      derivation.assume(.undividedQueue)
      return nil
    }
    derivation.lack(Facts.Party.partitions, queue, of: topology)
    return .atLeastOne
  }
}
