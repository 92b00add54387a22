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
  }

  /// Seconds on the network, and fixed delays; infinite where some time is not known.
  var delay: Double
  private(set) var sides: [Side] = []

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
