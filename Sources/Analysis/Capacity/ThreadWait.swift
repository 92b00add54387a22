import Topology

/// How long requests wait for one of a component's threads, each of which is held until everything below has answered.
///
/// All below stands for one server that works the faster the more it has in progress, as fast as a closed network of so many
/// clients (flow-equivalent server, Chandy, Herzog and Woo 1975), with Poisson arrivals before it: exact for the number in
/// progress where every time is exponential and threads are held for one visit. The wait is then taken times `(1 + cv²) / 2`
/// of what a request holds a thread for when nobody waits, as in lines whose service varies less. Measured against
/// simulations with 4 to 16 threads at 50 to 94 % of what they carry: within 5 % of the mean response.
struct ThreadWait: Sendable {
  /// At the component.
  let law: WaitLaw
  /// The same with what requests are spared below, where fewer come at once than the lines there are computed with: what the
  /// wait adds to the time of the whole.
  let added: WaitLaw
  /// Seconds that its mean may be off.
  let error: Double
  /// Whether a thread is all it takes: then there is no line for servers behind it.
  let replacesLine: Bool

  /// Of the wait for threads.
  private static let share = 0.2

  /// - Parameters:
  ///   - rates: the requests over time of as many clients of `inner` as there are threads, from one on.
  ///   - arrivals: requests over time.
  private init(_ inner: ClosedNetwork, rates: [Double], arrivals: Double, replacesLine: Bool) {
    self.replacesLine = replacesLine
    let queue = StateDependentLine(rates: rates, arrivals: arrivals)
    guard queue.isStable else {
      law = .endless
      added = .endless
      error = 0
      return
    }
    let wait = queue.meanWait * (1 + Self.variation(of: inner)) / 2
    let spared = max(0, Self.open(inner, arrivals) - queue.meanService)
    law = Self.law(wait, queue.waitingShare)
    added = Self.law(max(0, wait - spared), queue.waitingShare)
    error = Self.share * wait
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
    inner.stations.reduce(inner.thinkTime) { sum, station in
      guard station.servers < 1e9 else { return sum + station.demand }
      let line = QueueLine(servers: max(1, Int(station.servers)), arrivals: arrivals, serviceTime: station.demand)
      return sum + station.demand + line.meanWait
    }
  }

  /// `nil` where nobody has to wait for threads, or it is not known.
  init?(ofParty party: Int, _ load: LoadCase, _ bound: Bound, _ state: AnalysisState) {
    let analysis = CapacityAnalysis(state.topology, state)
    guard analysis.threadsWaitedFor(party, load).contains(.threads) else { return nil }
    let reader = HeldResourceReader(analysis: analysis, replicas: load.replicas)
    let copies = bound.ofSupply(ReplicaCount(ofParty: party, load.replicas, topology: state.topology).count)
    guard let threads = reader.threads(party), copies.isFinite, copies >= 1 else { return nil }
    let isShared = state.topology.word(Columns.loadBalancing, party) == "shared" || bound == .best
    let lines = isShared ? 1 : copies
    let count = bound.ofSupply(threads.count) / lines
    let rates = state.rates(load)
    let time = HeldTime(state: state, stations: state.stations(load.replicas), rates: { rates[$0] * load.factor })
    guard count.isFinite, count >= 1, let inner = time.inner(threads, bound, part: 1 / lines), inner.network.isServed
    else {
      return nil
    }
    let closed = inner.network.closed()
    guard closed.sums(count) < ClosedNetwork.mostSums else { return nil }
    let hasWorkers = state.topology.number(Facts.Party.workers, party) != nil
    self.init(
      closed, rates: closed.throughputs(upTo: Int(count)), arrivals: inner.rate, replacesLine: !hasWorkers)
  }
}

/// A line before a server that works the faster the more it has in progress, up to a limit (birth-death chain).
private struct StateDependentLine {
  /// The share of requests that find it full.
  private(set) var waitingShare = 1.0
  private(set) var meanWait = Double.infinity
  /// From the end of the wait to the answer.
  private(set) var meanService = Double.infinity
  let isStable: Bool

  init(rates: [Double], arrivals: Double) {
    let last = rates.last ?? 0
    isStable = arrivals < last
    guard isStable, arrivals > 0 else {
      if arrivals == 0 { (waitingShare, meanWait, meanService) = (0, 0, 0) }
      return
    }
    var weight = 1.0
    var all = 0.0
    var present = 0.0
    for (count, rate) in rates.enumerated() {
      all += weight
      present += weight * Double(count)
      weight *= arrivals / rate
      if weight > 1e200 { (weight, all, present) = (weight * 1e-200, all * 1e-200, present * 1e-200) }
    }
    let ratio = arrivals / last
    let full = weight / (1 - ratio)
    waitingShare = full / (all + full)
    meanWait = waitingShare * ratio / (1 - ratio) / arrivals
    meanService = (present + Double(rates.count) * full) / (all + full) / arrivals
  }
}

/// Whose wait for threads is asked for.
struct ThreadWaitQuestion: Hashable, Sendable {
  let party: Int
  let load: LoadCase
  let bound: Bound
}
