import Topology

/// How often some requests visit what they wait for, by component: what stays the same while the load around them changes.
struct InnerVisits {
  /// The visits of one component.
  struct Party {
    let party: Int
    /// Ascending; a handful, which is looked through sooner than hashed.
    private(set) var nodes: [(node: Int, count: Double)]

    init(_ party: Int, _ node: Int, _ count: Double) {
      self.party = party
      nodes = [(node, count)]
    }

    subscript(node: Int) -> Double {
      for visit in nodes where visit.node == node { return visit.count }
      return 0
    }

    /// At all nodes together.
    var all: Double { nodes.reduce(0) { $0 + $1.count } }

    /// The same at some nodes only.
    func only(_ isWanted: (Int) -> Bool) -> Party {
      var copy = self
      copy.nodes.removeAll { !isWanted($0.node) }
      return copy
    }

    fileprivate mutating func add(_ count: Double, of node: Int) {
      if nodes[nodes.count - 1].node == node {
        nodes[nodes.count - 1].count += count
      } else {
        nodes.append((node, count))
      }
    }
  }

  /// Seconds on the network.
  var delay = 0.0
  /// Ascending.
  private(set) var parties: [Party] = []

  /// Precondition: components and their nodes come in ascending order.
  mutating func add(_ count: Double, of node: Int, _ party: Int) {
    if let last = parties.last, last.party == party {
      parties[parties.count - 1].add(count, of: node)
    } else {
      parties.append(Party(party, node, count))
    }
  }
}

/// How often some requests come to each node, and what is taken out of that again.
struct InnerWay {
  /// In the order in which it was found; a node may come several times.
  private var found: [(node: Int, count: Double)] = []
  /// Seconds on the network.
  var delay = 0.0

  /// How often a node is visited.
  subscript(node: Int) -> Double { found.reduce(0) { $1.node == node ? $0 + $1.count : $0 } }

  /// - Parameters:
  ///   - delay: Seconds on the network for the calls of one request at a node.
  ///   - times: -1 for what is taken out.
  mutating func add(_ visits: Visits, _ delay: (Int) -> Double, times: Double = 1) {
    for (node, count) in zip(visits.nodes.map(Int.init), visits.values) {
      found.append((node, times * count))
      self.delay += times * count * delay(node)
    }
  }

  /// What subtraction leaves of nothing, as a share of what was there.
  private static let noise = 1e-12

  /// The visits to nodes that ask for work.
  func visits(_ nodes: DemandNodes, _ topology: Topology) -> InnerVisits {
    var working = found.compactMap { node, count in
      nodes.asksForWork(node) ? (party: nodes.party(ofNode: node, in: topology), node: node, count: count) : nil
    }
    working.sort { ($0.party, $0.node) < ($1.party, $1.node) }
    var result = InnerVisits()
    result.delay = max(0, delay)
    var next = 0
    while next < working.count {
      let (party, node, _) = working[next]
      var (sum, most) = (0.0, 0.0)
      while next < working.count, working[next].node == node {
        sum += working[next].count
        most = max(most, working[next].count)
        next += 1
      }
      if sum > most * Self.noise { result.add(sum, of: node, party) }
    }
    return result
  }
}

/// What requests ask of all that they wait for, without what others leave of it: what stays the same while the load around
/// them changes.
struct InnerPlan {
  /// One side of one component.
  struct Side {
    let key: InnerNetwork.Key
    let side: Station.Side
    /// Visits times seconds of service.
    let demand: Double
    let servers: Double
    var copies = 1.0
    /// Whether the servers are used by those alone who hold the resource.
    var isOwn = false
    /// What one request asks of it in all, where these visits are a part of more.
    var whole: Double?
    /// The part of it that one of several lines has.
    var part = 1.0
  }

  /// What is visited with a connection, of which there are so many.
  struct Pool {
    let held: InnerNetworkBuilder.Pool
    let key: InnerNetwork.Key
    /// Calls that take one, for one request.
    let calls: Double
    /// Where those enter, for one of them.
    let weights: [(node: Int, weight: Double)]
    /// Seconds on the network of one of them.
    let delay: Double
    /// By side, what the request asks of it in all, for one of them.
    let whole: [InnerNetwork.Key: Double]
  }

  /// Seconds on the network, and fixed delays; infinite where some time is not known.
  var delay: Double
  private(set) var sides: [Side] = []
  let pools: [Pool]

  init(delay: Double, pools: [Pool] = []) {
    self.delay = delay
    self.pools = pools
  }

  /// What asks for nothing is left out.
  mutating func add(_ side: Side) {
    if side.demand > 0 { sides.append(side) }
  }
}

/// The plans of one search, which asks for those of the same requests many times. For one thread and one resource.
final class KnownInnerPlans {
  private var known: [Question: InnerPlan] = [:]

  private struct Question: Hashable {
    var nodes: [Int]
    var weights: [Double]
    var isWorst: Bool
  }

  func value(_ weights: [(node: Int, weight: Double)], _ bound: Bound, _ make: () -> InnerPlan) -> InnerPlan {
    let question = Question(nodes: weights.map(\.node), weights: weights.map(\.weight), isWorst: bound == .worst)
    if let plan = known[question] { return plan }
    let made = make()
    known[question] = made
    return made
  }
}
