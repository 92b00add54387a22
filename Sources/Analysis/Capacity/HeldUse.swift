import Topology

/// How much of its threads and connections a component needs: requests over time, as a share of what they carry.
struct HeldUse {
  private let resources: [HeldResource]
  private let time: HeldTime
  private let copies: Interval
  private let solutions = ClosedNetworkSolutions()
  private let longest: LongestInnerTimes?

  /// - Parameters:
  ///   - longest: What is taken at most below with these rates and replicas, which tells of most resources that they carry all.
  ///   - rates: all requests at the nodes.
  init(
    ofParty party: Int, _ replicas: LoadCase.Replicas, _ state: AnalysisState, _ longest: LongestInnerTimes? = nil,
    rates: @escaping (Int) -> Interval
  ) {
    self.longest = longest
    let analysis = CapacityAnalysis(state.topology, state)
    resources = HeldResourceReader(analysis: analysis, replicas: replicas).resources(ofParty: party)
    time = HeldTime(state: state, stations: state.stations(replicas), rates: rates)
    copies = ReplicaCount(ofParty: party, replicas, topology: state.topology).count
  }

  /// What the facts say that it rests on.
  var derivation: Derivation {
    resources.reduce(into: Derivation()) { $0.add($1.derivation) }
  }

  /// The largest of what is asked of each / what it carries; zero where nothing is held.
  var share: Interval {
    resources.reduce(.zero) { most, resource in
      .max(most, asked(resource) / capacity(of: resource, atLeast: asked(resource).high))
    }
  }

  /// Whether they carry what is asked, at the favourable and at the other end of what is known.
  var isCarried: (best: Bool, worst: Bool) {
    var result = (best: true, worst: true)
    for resource in resources {
      let asked = asked(resource)
      guard asked.high > 0, !surelyCarries(resource, asked.high) else { continue }
      let capacity = capacity(of: resource, atLeast: asked.high)
      if asked.high >= capacity.low { result.worst = false }
      if asked.low >= capacity.high { result.best = false }
    }
    return result
  }

  private func surelyCarries(_ resource: HeldResource, _ asked: Double) -> Bool {
    guard let longest, let entries = time.entries(resource, .worst) else { return false }
    return longest.leastCapacity(of: resource, entries) > asked
  }

  /// The fewest copies whose threads and pools carry the load at a target utilization; at least `least`, infinite where no
  /// number of them does.
  func copies(atLeast least: Interval, target: Double) -> Interval {
    guard copies.isPoint, copies.low >= 1 else { return least }
    return resources.filter { $0.kind != .connections }.reduce(least) { most, resource in
      let asked = asked(resource)
      guard asked.high > 0, resource.count.isPoint,
        !surelyCarries(resource.times(most.low / copies.low), asked.high / target)
      else { return most }
      let low = fewest(from: most.low) { asked.low <= target * carried(resource, copies: $0).high }
      let high = fewest(from: most.high) { asked.high <= target * carried(resource, copies: $0).low }
      return Interval(low: low, high: max(low, high))
    }
  }

  private func asked(_ resource: HeldResource) -> Interval {
    resource.entries.reduce(.zero) { $0 + time.rates($1.asking) * $1.each }
  }

  private func carried(_ resource: HeldResource, copies count: Double) -> Interval {
    time.networks(of: resource.times(count / copies.low)).capacity(.exact(solutions))
  }

  /// Networks are solved only where operational laws do not tell.
  private func capacity(of resource: HeldResource, atLeast enough: Double) -> Interval {
    let networks = time.networks(of: resource)
    let bounds = networks.capacity(.bounds)
    return bounds.low > enough || bounds.isPoint ? bounds : networks.capacity(.exact(solutions))
  }

  /// More are never tried.
  private static let mostCopies = 1e6

  private func fewest(from least: Double, _ holds: (Double) -> Bool) -> Double {
    guard least.isFinite, !holds(least) else { return least }
    var (low, high) = (least, 2 * least)
    while !holds(high) {
      guard high < Self.mostCopies else { return .infinity }
      (low, high) = (high, 2 * high)
    }
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded()
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

extension HeldResource {
  /// The same of so many times as many copies.
  func times(_ factor: Double) -> HeldResource {
    var other = self
    other.count = count * factor
    other.ownServers = ownServers.map { $0 * factor }
    other.pools = pools.map { $0.times(factor) }
    return other
  }
}
