import Topology

/// How long requests wait for one of the threads or connections that are held until everything below has answered.
///
/// All below stands for one server that works the faster the more it has in progress, as fast as a closed network of so many
/// clients (flow-equivalent server, Chandy, Herzog and Woo 1975), with Poisson arrivals before it: exact for the number in
/// progress where every time is exponential and they are held for one visit. The wait is then taken times `(1 + cv²) / 2`
/// of what requests hold one for when nobody waits, as in lines whose service varies less. Measured against
/// simulations with 4 to 16 threads at 50 to 94 % of what they carry: within 5 % of the mean response.
struct HeldWait: Sendable {
  /// By itself.
  let law: WaitLaw
  /// The same with what requests are spared below, where fewer come at once than the lines there are computed with: what the
  /// wait adds to the time of the whole.
  let added: WaitLaw
  /// Seconds that its mean may be off.
  let error: Double

  /// Of the wait, unless they are held for one visit alone.
  private static let share = 0.2
  /// The same where they are held while connections are waited for.
  private static let shareWithPools = 0.4

  /// Of the wait that a request is spared below. Measured with a pool of one for each of eight replicas.
  private static let doubtOfSpared = 2.0

  /// Rarer waits change no figure.
  private static let leastShare = 1e-9

  static let none = HeldWait(law: .none, added: .none, error: 0)
  static let endless = HeldWait(law: .endless, added: .endless, error: 0)

  private init(law: WaitLaw, added: WaitLaw, error: Double) {
    self.law = law
    self.added = added
    self.error = error
  }

  /// - Parameters:
  ///   - inner: what is visited meanwhile.
  ///   - count: how many can be held at the same time.
  ///   - arrivals: requests over time.
  ///   - counted: seconds of waiting below that a request is taken to have anyway: what it is spared is no more than that.
  ///   - isOneOfSeveral: whether other lines hold what this one waits for below, so that nobody can tell whose wait it is.
  init(
    _ inner: ClosedNetwork, count: Int, arrivals: Double, counted: Double, isOneOfSeveral: Bool
  ) {
    let queue = StateDependentLine(rates: inner.throughputs(upTo: count), arrivals: arrivals)
    guard queue.isStable else {
      self = .endless
      return
    }
    let wait = queue.meanWait * (1 + Self.variation(of: inner)) / 2
    let spared = min(counted, max(0, Self.open(inner, arrivals) - queue.meanService))
    let hasPools = inner.stations.contains { !$0.speeds.isEmpty }
    let isOneVisit = inner.stations.count == 1 && inner.thinkTime == 0 && !hasPools
    self.init(
      law: Self.law(wait, queue.waitingShare), added: Self.law(max(0, wait - spared), queue.waitingShare),
      error: (isOneVisit ? 0 : (hasPools ? Self.shareWithPools : Self.share) * wait)
        + (isOneOfSeveral ? Self.doubtOfSpared * min(wait, spared) : 0))
  }

  private static func law(_ mean: Double, _ share: Double) -> WaitLaw {
    mean > 0 ? WaitLaw(waitingShare: share, shape: .exponential(mean: mean / share)) : .none
  }

  /// The squared coefficient of variation of a request's time below without waits.
  private static func variation(of inner: ClosedNetwork) -> Double {
    let mean = inner.thinkTime + inner.demand
    return mean > 0 ? inner.stations.reduce(0) { $0 + $1.demand * $1.demand } / (mean * mean) : 1
  }

  /// The mean time below with as many requests at once as come.
  private static func open(_ inner: ClosedNetwork, _ arrivals: Double) -> Double {
    inner.stations.reduce(inner.thinkTime) { $0 + $1.openTime(arrivals) }
  }

  /// `nil` where it is not known.
  init?(for resource: HeldResource, _ load: LoadCase, _ bound: Bound, _ state: AnalysisState) {
    let party = resource.party
    let copies = bound.ofSupply(ReplicaCount(ofParty: party, load.replicas, topology: state.topology).count)
    guard copies.isFinite, copies >= 1 else { return nil }
    let isShared = state.topology.word(Columns.loadBalancing, party) == "shared" || bound == .best
    let lines = isShared ? 1 : copies
    let count = bound.ofSupply(resource.count) / lines
    guard count.isFinite, count >= 1 else { return nil }
    let time = HeldTime(state: state, load)
    let busy = time.busy(resource) / lines
    if busy < count, Erlang.waiting(servers: Int(min(count, 1e9)), load: busy) < Self.leastShare {
      self = .none
      return
    }
    guard let inner = time.inner(resource, bound, part: 1 / lines), inner.network.isServed else { return nil }
    let closed = inner.network.closed()
    guard closed.sums(count) < ClosedNetwork.mostSums else { return nil }
    self.init(closed, count: Int(count), arrivals: inner.rate, counted: inner.counted, isOneOfSeveral: lines > 1)
  }

  /// The time of what is waited for with the wait before it.
  func before(_ served: Answer, standsAlone: Bool = false) -> Answer {
    guard law.waitingShare > 0 else { return served }
    let wait = standsAlone ? law : added
    let mean = wait.mean
    return Answer(
      law: .sum([.init(law: .response(wait, .constant(0)), count: 1), .init(law: served.law, count: 1)]),
      doubt: served.doubt + Doubt(ofMean: error, ofTail: error, waited: mean.isFinite ? mean : 0))
  }
}
