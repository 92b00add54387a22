/// A line with a limited number of places: Poisson arrivals, exponential service, first come first served, and whoever
/// finds all places taken is refused (M/M/c/K; Bolch et al. 2006, 6.6). Stable at any load.
struct FiniteLine: Sendable {
  let servers: Int
  /// Places beside the servers.
  let waitingPlaces: Int
  let arrivals: Double
  let serviceTime: Double
  /// The share of requests that find no place.
  let rejectedShare: Double
  private let acceptedShare: Double
  /// The share of accepted requests that wait.
  let waitingShare: Double
  /// Mean number of services that end before an accepted request is served.
  private let endsBefore: Double
  /// The share of accepted requests that find all servers busy and nobody waiting; each further one waiting multiplies it
  /// with the load of a server.
  private let findsNobodyWaiting: Double

  /// - Parameters:
  ///   - servers: at least 1.
  ///   - waitingPlaces: at least 0.
  init(servers: Int, waitingPlaces: Int, arrivals: Double, serviceTime: Double) {
    self.servers = servers
    self.waitingPlaces = waitingPlaces
    self.arrivals = arrivals
    self.serviceTime = serviceTime
    let load = Interval.product(arrivals, serviceTime)
    let weights = Weights(servers: servers, places: waitingPlaces, load: load)
    let accepted = weights.free + weights.waiting
    let all = accepted + weights.full
    rejectedShare = weights.full / all
    acceptedShare = accepted / all
    waitingShare = Interval.quotient(weights.waiting, accepted)
    endsBefore = Interval.quotient(weights.ends, accepted)
    findsNobodyWaiting = Interval.quotient(weights.nobodyWaiting, accepted)
  }

  /// Requests that are accepted over time.
  var accepted: Double { Interval.product(arrivals, acceptedShare) }

  /// The share of time that a server is busy.
  var utilization: Double { Interval.product(accepted, serviceTime) / Double(servers) }

  /// Mean wait of those accepted.
  var meanWait: Double { endsBefore * serviceTime / Double(servers) }

  /// Mean time from arrival to answer of those accepted.
  var meanResponse: Double { meanWait + serviceTime }

  /// The mean wait of a request that takes the last place, `(K − c) / (c μ)`.
  var longestWait: Double { Double(waitingPlaces) * serviceTime / Double(servers) }

  /// The wait of those accepted.
  ///
  /// - Parameter variation: the squared coefficient of variation of service times. Exponential ones are exact, and so is a
  ///   line without places to wait, whatever the service times. Else the wait of an exponential service stands for the
  ///   real one, which differs by up to the factor `(1 + cv²) / 2` of lines without a limit.
  func wait(variation: Double) -> Wait {
    let isExact = abs(variation - 1) < 1e-9 || waitingPlaces == 0
    let ratio = Interval.product(arrivals, serviceTime) / Double(servers)
    let each = serviceTime / Double(servers)
    let law = WaitLaw(
      waitingShare: ratio.isFinite ? waitingShare : waitingPlaces > 0 ? 1 : 0,
      shape: .bounded(each: each, ratio: ratio, most: max(1, waitingPlaces)))
    return Wait(
      law: law, formula: isExact ? .boundedWait : .boundedWaitApproximately,
      error: isExact ? 0 : abs(variation - 1) / 2, tailError: isExact ? 0 : 0.05)
  }

  /// The share of accepted requests that take longer than `time`.
  ///
  /// While one waits, services end at the rate `c μ`; in service, each of these ends is one's own with chance `1/c`. So
  /// the number of ends within `time` is Poisson, and who is left after each of them follows step by step.
  func tail(_ time: Double) -> Double {
    guard serviceTime > 0, time > 0 else { return serviceTime > 0 ? 1 : 0 }
    // A service that may take for ever has no percentiles.
    guard serviceTime.isFinite, arrivals.isFinite, time.isFinite else { return time.isFinite ? 1 : 0 }
    let mean = time * Double(servers) / serviceTime
    let ratio = arrivals * serviceTime / Double(servers)
    var waiting = waitingShare
    var inService = 1 - waiting
    var nextServed = findsNobodyWaiting
    var share = 0.0
    for ends in 0...Int(mean + 9 * mean.squareRoot() + 40) {
      share += Poisson.probability(ends, mean: mean) * (waiting + inService)
      let served = ends < waitingPlaces ? min(waiting, nextServed) : waiting
      nextServed *= ratio
      waiting -= served
      inService = inService * (1 - 1 / Double(servers)) + served
    }
    return min(1, share)
  }

  /// The time within which a share of the accepted requests is answered.
  func percentile(_ share: Double) -> Double {
    guard serviceTime > 0 else { return 0 }
    guard serviceTime.isFinite, arrivals.isFinite else { return .infinity }
    return Bisection.falling(from: max(serviceTime, meanResponse)) { tail($0) - (1 - share) }
  }

  /// How much the states weigh: `1, ρ, ρ², …` from all servers busy on, relative to the largest.
  private struct Weights {
    /// A server is free.
    private(set) var free = 1.0
    /// All servers are busy and a place is free.
    private(set) var waiting = 0.0
    /// No place is free.
    private(set) var full = 0.0
    /// All servers are busy and nobody waits, with a place free.
    private(set) var nobodyWaiting = 0.0
    /// The services that end before a request is served that comes in such a state, times its weight.
    private(set) var ends = 0.0

    init(servers: Int, places: Int, load: Double) {
      guard load > 0 else { return }
      let loss = load.isFinite ? Erlang.loss(servers: servers, load: load) : 1
      guard loss > 0 else { return }
      let ratio = load / Double(servers)
      let order = ratio <= 1 ? Array(0...places) : Array((0...places).reversed())
      var weight = 1.0
      free = 0
      // What is lost in rounding is left out.
      for index in order where weight > 1e-300 {
        if index == 0 { free = weight * (1 - loss) / loss }
        if index == 0, places > 0 { nobodyWaiting = weight }
        if index == places { full = weight } else { waiting += weight }
        if index < places { ends += Double(index + 1) * weight }
        weight *= ratio <= 1 ? ratio : 1 / ratio
      }
    }
  }
}
