import Topology

/// How long a store takes to answer: by the copy that is asked, by so many of them, or by all.
struct StoreAnswer {
  private let party: Int
  private let bound: Bound
  private let lines: [StationLine]
  private let topology: Topology
  private let nodes: DemandNodes
  /// All copies of a partition.
  private let copies: Interval

  init(
    _ party: Int, _ bound: Bound, _ replicas: LoadCase.Replicas, _ lines: [StationLine], _ state: AnalysisState
  ) {
    self.party = party
    self.bound = bound
    self.lines = lines
    topology = state.topology
    nodes = state.nodes
    copies = ReplicaCount(ofParty: party, replicas, topology: state.topology).count
  }

  func answer(atNode node: Int) -> Answer {
    guard bound == .worst, let both = bothSides(ofNode: node) else { return answer(along: node) }
    // Nobody says that it does not read and then write.
    let (read, write) = (answer(along: both.read), answer(along: both.write))
    return Answer(
      law: .sum([.init(law: read.law, count: 1), .init(law: write.law, count: 1)]), doubt: read.doubt + write.doubt)
  }

  /// The nodes that read and write where it is open which of both a call does.
  private func bothSides(ofNode node: Int) -> (read: Int, write: Int)? {
    let isAll = node == nodes.store(party, .unsplitAll)
    guard isAll || node == nodes.store(party, .unsplit),
      !DemandTrail.missingAccess(into: party, of: topology).isEmpty
    else { return nil }
    return isAll
      ? (nodes.store(party, .readAll), nodes.store(party, .writeAll))
      : (nodes.store(party, .read), nodes.store(party, .write))
  }

  private func answer(along node: Int) -> Answer {
    let one = onePartition(node)
    guard nodes.loadsAllPartitions(node, ofParty: party),
      let partitions = topology.number(Facts.Party.partitions, party), partitions > 1
    else { return one }
    return Answer(law: .slowest([.init(law: one.law, count: partitions)]), doubt: one.doubt)
  }

  private func onePartition(_ node: Int) -> Answer {
    if Quorum.applies(toStore: party, copies, topology) {
      let isWrite = nodes.isWrite(node, ofParty: party)
      let quorum = Quorum(isWrite: isWrite, party, bound, copies, topology)
      guard let one = lines.first?.answer(atNode: node) else { return .none }
      return Answer(law: one.law.quorum(needed: quorum.needed, of: quorum.asked), doubt: one.doubt)
    }
    return nodes.isWrite(node, ofParty: party) ? write(node) : read(node)
  }

  /// Reads go to the copies that serve them, in the parts that each bears; where nobody says how they are spread, to
  /// the copy that suits the bound.
  private func read(_ node: Int) -> Answer {
    let asked = lines.compactMap { line in
      line.answer(atNode: node).map { (part: line.part(atNode: node), answer: $0) }
    }
    guard asked.count > 1 else { return asked.first?.answer ?? .none }
    if let leader = leaderShare(asked[0].part, asked[1].part) {
      return Answer(
        law: .mixture([(leader, asked[0].answer.law), (1 - leader, asked[1].answer.law)]),
        doubt: asked[0].answer.doubt * leader + asked[1].answer.doubt * (1 - leader))
    }
    let sorted = asked.map(\.answer).sorted { $0.law.mean < $1.law.mean }
    return (bound == .best ? sorted.first : sorted.last) ?? .none
  }

  /// The leader's share of all reads, from what it and each of the other readers bear.
  private func leaderShare(_ leader: Interval, _ follower: Interval) -> Double? {
    guard let leader = leader.point, let follower = follower.point, follower > 0,
      let readers = topology.number(Facts.Party.readReplicas, party)
    else { return nil }
    return leader / (leader + readers * follower)
  }

  /// A write is answered by the copy that takes it; where it is acknowledged only when others have it too, after the
  /// first or the last of those.
  private func write(_ node: Int) -> Answer {
    guard let leader = lines.first(where: { $0.kind != .follower })?.answer(atNode: node) else { return .none }
    let others = Int(min((bound == .best || !copies.high.isFinite ? copies.low : copies.high) - 1, 1e6))
    guard others > 0, let applied = lines.first(where: { $0.kind == .follower })?.answer(atNode: node) else {
      return leader
    }
    let needed: Int
    switch topology.word(Columns.replicationMode, party) {
    case "sync": needed = others
    case "semi-sync": needed = 1
    default: return leader
    }
    return Answer(
      law: .sum([
        .init(law: leader.law, count: 1), .init(law: applied.law.quorum(needed: needed, of: others), count: 1),
      ]),
      doubt: leader.doubt + applied.doubt)
  }
}

/// How many of the asked copies of a leaderless store must answer: of a write any `w` of all, of a read all `r` that
/// are asked.
struct Quorum {
  let needed: Int
  let asked: Int

  /// One copy alone has nobody to agree with.
  ///
  /// Where nobody says how copies take writes, they may agree: at best the first that answers tells, at worst the last.
  static func applies(toStore party: Int, _ copies: Interval, _ topology: Topology) -> Bool {
    copies != .one && (isOpen(party, topology) || topology.word(Facts.Party.replicationTopology, party) == "leaderless")
  }

  /// Whether nobody says how copies take writes.
  static func isOpen(_ party: Int, _ topology: Topology) -> Bool {
    topology.state(Facts.Party.replicationTopology, party) == .unknown
  }

  init(isWrite: Bool, _ party: Int, _ bound: Bound, _ copies: Interval, _ topology: Topology) {
    let all = Int(min(copies.high.isFinite ? bound.of(copies) : copies.low, 1e6))
    let column = isWrite ? Columns.writeQuorum : Columns.replicationReadQuorum
    let stated = Self.isOpen(party, topology) ? nil : topology.number(column, party).map { Int(min($0, 1e6)) }
    let count = stated ?? (bound == .best ? 1 : max(1, all))
    asked = isWrite ? max(all, count) : count
    needed = count
  }
}

extension DemandNodes {
  func isWrite(_ node: Int, ofParty party: Int) -> Bool {
    isStore(party) && (store(party, .write) == node || store(party, .writeAll) == node)
  }

  func loadsAllPartitions(_ node: Int, ofParty party: Int) -> Bool {
    StoreSide.allCases.contains { $0.loadsAllPartitions && store(party, $0) == node }
  }
}
