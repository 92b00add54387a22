/// How requests are spread over replicas that each have a line of their own.
enum Balancing: Sendable {
  /// One line for all, or so good a spread as if there were one.
  case shared
  /// Each replica gets an equal part at random.
  case random
  case roundRobin
  case leastOutstanding
  case pickTwo
  /// Between one line for all and lines that know nothing of each other.
  case unknown
}

/// The line in front of a component with several replicas.
struct BalancedLine: Sendable {
  var balancing: Balancing
  /// At least 1.
  var replicas: Double
  /// Servers of one replica, at least 1.
  var servers: Int
  /// Servers of all, at least 1.
  var allServers: Int
  /// Of all replicas.
  var arrivals: Double
  var service: ServiceLaw

  /// One line for all replicas.
  var together: Line { Line(servers: allServers, arrivals: arrivals, service: service) }

  /// The line of one replica that gets an equal part of the requests.
  var apart: Line { Line(servers: servers, arrivals: arrivals / replicas, service: service) }

  func wait(_ bound: Bound) -> Wait {
    guard replicas > 1 else { return together.wait(bound) }
    switch balancing {
    case .shared: return together.wait(bound)
    case .random: return apart.wait(bound)
    case .roundRobin: return inTurn(bound)
    case .leastOutstanding: return leastOutstanding(bound)
    case .pickTwo: return pickTwo(bound)
    case .unknown: return bound == .best ? together.wait(bound) : apart.wait(bound)
    }
  }

  /// Each replica gets every n-th request: exact for one exponential server, else with the mean of evener arrivals.
  private func inTurn(_ bound: Bound) -> Wait {
    let line = apart
    guard line.isStable, line.load > 0 else { return line.wait(bound) }
    let mean = service.mean
    if servers == 1, case .exponential = service {
      let share = EvenArrivals.waitingShare(inTurnOf: replicas, utilization: line.utilization)
      return Wait(
        law: WaitLaw(waitingShare: share, shape: .exponential(mean: mean / (1 - share))), formula: .everyNth)
    }
    let random = line.wait(bound)
    guard random.law.mean > 0 else { return random }
    let even =
      servers == 1
      ? MeanWait.evenArrivals(
        arrivals: line.arrivals, serviceTime: mean, variation: service.variation, ofArrivals: 1 / replicas)
      : MeanWait.allenCunneen(
        servers: servers, arrivals: line.arrivals, serviceTime: mean, variation: service.variation,
        ofArrivals: 1 / replicas)
    // Of service times that vary much, the median moves less than the mean.
    let tailError = service.variation > 1 ? 0.2 : 0.05
    return random.stretched(
      by: min(1, even / random.law.mean), .everyNthApproximately, error: 0.2, tailError: tailError)
  }

  /// The wait of one line, longer by `0.45 (n − 1) (1 − ρ) / m^¼`, fitted to simulations of 2 to 10 replicas with 1 to
  /// 16 servers at 50 to 95 % (within 10 % of the wait).
  private func leastOutstanding(_ bound: Bound) -> Wait {
    let together = together.wait(bound)
    let idle = max(0, 1 - self.together.utilization)
    let surplus = 0.45 * (replicas - 1) * idle / Real.pow(Double(servers), 0.25)
    let apart = apart.wait(bound)
    guard !together.law.isEndless, together.law.mean > 0 else { return together }
    let factor = min(1 + surplus, max(1, apart.law.mean / together.law.mean))
    return together.stretched(by: factor, .leastOutstanding, error: 0.1)
  }

  /// No better than one line for all and than endlessly many replicas; measured at most 1.3 times the longer of them.
  private func pickTwo(_ bound: Bound) -> Wait {
    let together = together.wait(bound)
    let apart = apart.wait(bound)
    guard apart.law.mean.isFinite, together.law.mean > 0 else { return apart }
    var least = together.law.mean
    if servers == 1, case .exponential(let mean) = service {
      least = max(least, mean * (PickTwo.leastSlowdown(utilization: self.together.utilization) - 1))
    }
    least = min(least, apart.law.mean)
    let most = min(apart.law.mean, 1.3 * (service.mean + least) - service.mean)
    let mean = bound == .best ? least : most
    return together.stretched(by: mean / together.law.mean, .pickTwo, error: 0)
  }
}
