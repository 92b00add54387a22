import Testing

@testable import Analysis

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1e-12, abs(b))
}

/// Expected values: `Reference/waits.py`.
@Suite struct MeanWaitTests {
  /// Crommelin's embedded chain; a service time of 1.
  @Test(arguments: [
    (1, 0.8, 2.0), (2, 0.5, 0.176741057113), (4, 0.8, 0.386094930847), (8, 0.9, 0.449973259436),
    (16, 0.8, 0.0525478911037),
  ])
  func constantService(servers: Int, utilization: Double, exact: Double) {
    let arrivals = utilization * Double(servers)
    let kimura = MeanWait.kimura(servers: servers, arrivals: arrivals, serviceTime: 1, variation: 0)
    #expect(isClose(kimura, exact, servers == 1 ? 1e-12 : 0.01))
  }

  /// The whole Markov chain: Erlang-2 service, and hyperexponential service with a variation of 4.
  @Test(arguments: [
    (2, 0.5, 0.5, 0.255639097744), (4, 0.8, 0.5, 0.56765210681), (8, 0.9, 0.5, 0.665478496769),
    (2, 0.5, 4, 0.737889394144), (4, 0.8, 4, 1.71761573861), (8, 0.9, 4, 2.05411334421),
  ])
  func kimuraIsWithinFivePercent(servers: Int, utilization: Double, variation: Double, exact: Double) {
    let arrivals = utilization * Double(servers)
    func within(_ tolerance: Double, _ wait: Double) -> Bool { isClose(wait, exact, tolerance) }
    #expect(within(0.05, MeanWait.kimura(servers: servers, arrivals: arrivals, serviceTime: 1, variation: variation)))
    // Between the two for much variation.
    if variation > 1 {
      let plain = MeanWait.allenCunneen(servers: servers, arrivals: arrivals, serviceTime: 1, variation: variation)
      #expect(plain > exact)
    }
  }

  /// 80 requests of exactly 10 ms each second, every 12.5 ms: no wait; D/M/1 at 80 %: σ = e^(−(1 − σ)/0.8), 26.93 ms.
  @Test func evenArrivals() {
    let even = MeanWait.evenArrivals(arrivals: 80, serviceTime: 0.01, variation: 1, ofArrivals: 0)
    #expect(isClose(even + 0.01, 0.02693, 1e-3))
    let plain = MeanWait.evenArrivals(arrivals: 80, serviceTime: 0.01, variation: 1, ofArrivals: 1)
    #expect(isClose(plain, 0.04))
  }

  @Test func exactForOneServer() {
    for variation in [0, 0.5, 1, 3, 9] {
      let wait = MeanWait.kimura(servers: 1, arrivals: 0.8, serviceTime: 1, variation: variation)
      #expect(isClose(wait, 0.8 * (1 + variation) / (2 * 0.2), 1e-12))
    }
  }

  @Test(arguments: [(2, 0.5, 0.38196601125), (4, 0.8, 0.693944721752), (10, 0.9, 0.823330181942)])
  func inTurn(replicas: Double, utilization: Double, expected: Double) {
    #expect(isClose(EvenArrivals.waitingShare(inTurnOf: replicas, utilization: utilization), expected, 1e-10))
    // One replica gets every request: M/M/1.
    #expect(isClose(EvenArrivals.waitingShare(inTurnOf: 1, utilization: utilization), utilization, 1e-12))
  }

  @Test(arguments: [(0.5, 1.26568603609), (0.8, 1.94736338595), (0.9, 2.61405737732)])
  func pickTwo(utilization: Double, expected: Double) {
    #expect(isClose(PickTwo.leastSlowdown(utilization: utilization), expected, 1e-11))
  }

  @Test(arguments: [(1, 0.5, 2, 1.66666666667), (1, 0.8, 5, 2.33333333333), (4, 0.8, 1.74554058973, 1.58609379291)])
  func sharedProcessors(servers: Int, utilization: Double, slowdown: Double, variation: Double) {
    let shared = ProcessorSharing(servers: servers, load: utilization * Double(servers))
    #expect(isClose(shared.slowdown, slowdown, 1e-9))
    #expect(isClose(shared.variation, variation, 1e-6))
  }

  @Test func sharedProcessorsAtTheEdges() {
    #expect(ProcessorSharing(servers: 1, load: 1).slowdown == .infinity)
    #expect(ProcessorSharing(servers: 3, load: 0).slowdown == 1)
    #expect(isClose(ProcessorSharing(servers: 3, load: 0).variation, 1, 1e-12))
    #expect(isClose(ProcessorSharing(servers: 1000, load: 900).slowdown, 1, 1e-3))
  }
}

@Suite struct LineTests {
  private let kinds: [ServiceLaw] = [
    .constant(1), .exponential(mean: 1), .gamma(mean: 1, variation: 0.5), .gamma(mean: 1, variation: 4),
    .lognormal(mean: 1, spread: 1),
  ]

  /// The shape keeps the mean that the law gives.
  @Test func meansAreThoseOfTheLaws() {
    for service in kinds {
      for servers in [1, 4] {
        let line = Line(servers: servers, arrivals: 0.8 * Double(servers), service: service)
        let expected = MeanWait.kimura(
          servers: servers, arrivals: line.arrivals, serviceTime: 1, variation: service.variation)
        #expect(isClose(line.wait(.best).law.mean, expected, 1e-12))
      }
    }
  }

  @Test func muchVariationLeavesARange() {
    let line = Line(servers: 4, arrivals: 3, service: .gamma(mean: 1, variation: 9))
    let (best, worst) = (line.wait(.best), line.wait(.worst))
    #expect(best.law.mean < worst.law.mean)
    #expect(isClose(worst.law.mean, 5 * MeanWait.exponential(servers: 4, arrivals: 3, serviceTime: 1), 1e-12))
  }

  @Test func neverAFiniteWaitAtFullUtilization() {
    for service in kinds {
      for servers in [1, 4] {
        #expect(Line(servers: servers, arrivals: Double(servers), service: service).wait(.best).law.isEndless)
      }
    }
    #expect(Line(servers: 4, arrivals: 0, service: .constant(1)).wait(.worst).law.mean == 0)
    #expect(Line(servers: 4, arrivals: .infinity, service: .constant(1)).wait(.worst).law.isEndless)
  }

  private func wait(_ balancing: Balancing, _ replicas: Int, _ servers: Int, _ utilization: Double) -> Double {
    let all = replicas * servers
    return BalancedLine(
      balancing: balancing, replicas: Double(replicas), servers: servers, allServers: all,
      arrivals: utilization * Double(all), service: .exponential(mean: 1)
    ).wait(.best).law.mean
  }

  /// Simulated (a Markov chain of 40 million steps): joining the shortest of `replicas` lines.
  @Test(arguments: [
    (2, 1, 0.8, 1.957), (4, 1, 0.8, 0.953), (10, 1, 0.9, 0.921), (4, 4, 0.9, 0.398), (10, 4, 0.95, 0.377),
  ])
  func leastOutstanding(replicas: Int, servers: Int, utilization: Double, simulated: Double) {
    #expect(isClose(wait(.leastOutstanding, replicas, servers, utilization), simulated, 0.1))
  }

  @Test func spreadsAreOrdered() {
    for replicas in [2, 4, 10] {
      for servers in [1, 4] {
        for utilization in [0.2, 0.5, 0.8, 0.95] {
          func mean(_ balancing: Balancing) -> Double { wait(balancing, replicas, servers, utilization) }
          #expect(mean(.shared) <= mean(.leastOutstanding))
          #expect(mean(.leastOutstanding) <= mean(.random))
          #expect(mean(.shared) <= mean(.pickTwo) * (1 + 1e-12))
          #expect(mean(.pickTwo) <= mean(.random) * (1 + 1e-12))
          #expect(mean(.roundRobin) <= mean(.random))
        }
      }
    }
  }

  @Test func moreReplicasNeverWaitLonger() {
    for balancing in [Balancing.shared, .random, .roundRobin, .leastOutstanding, .pickTwo, .unknown] {
      for variation in [0, 0.5, 1, 3, 8] {
        for bound in [Bound.best, .worst] {
          var before = Double.infinity
          for replicas in [1, 2, 3, 5, 8, 20] {
            let service: ServiceLaw =
              variation == 0
              ? .constant(1) : variation == 1 ? .exponential(mean: 1) : .gamma(mean: 1, variation: variation)
            let line = BalancedLine(
              balancing: balancing, replicas: Double(replicas), servers: 2, allServers: 2 * replicas, arrivals: 1.7,
              service: service)
            let mean = line.wait(bound).law.mean
            #expect(mean <= before * (1 + 1e-9), "\(balancing) \(variation) \(replicas)")
            before = mean
          }
        }
      }
    }
  }

  @Test func oneReplicaIsOneLine() {
    for balancing in [Balancing.shared, .random, .roundRobin, .leastOutstanding, .pickTwo, .unknown] {
      #expect(wait(balancing, 1, 3, 0.7) == wait(.shared, 1, 3, 0.7))
    }
  }
}

@Suite struct ServiceLawTests {
  /// Moments beyond a time by the midpoint rule over the tail; the constant ends between two of its points.
  @Test(arguments: [
    ServiceLaw.exponential(mean: 2), .gamma(mean: 2, variation: 0.4), .gamma(mean: 2, variation: 4),
    .lognormal(mean: 2, spread: 0.8),
    .mixture([.init(share: 0.25, law: .exponential(mean: 5)), .init(share: 0.75, law: .constant(0.58))]),
  ])
  func momentsBeyond(law: ServiceLaw) {
    #expect(isClose(law.beyond(1e-12).excess(1e-12), law.mean, 1e-6))
    for time in [0.5, 2.5, 8] {
      var excess = 0.0
      var squared = 0.0
      let step = 0.04
      for index in 0..<6_000 {
        let middle = time + (Double(index) + 0.5) * step
        let share = law.beyond(middle).share
        excess += share * step
        squared += 2 * (middle - time) * share * step
      }
      #expect(isClose(law.beyond(time).excess(time), excess, 2e-3))
      #expect(isClose(law.beyond(time).squaredExcess(time), squared, 5e-3))
    }
  }

  @Test(arguments: [
    (2, 0.319958063975, 0.107796783049), (5, 0.845463474033, 1.04379522922), (10, 1.42816958157, 6.68805905985),
  ])
  func lognormalFits(ratio: Double, spread: Double, variation: Double) {
    let fitted = LognormalFit.spread(mean: 3, .init(quantile: Normal.p99, value: 3 * ratio)) ?? 0
    #expect(isClose(fitted, spread, 1e-10))
    #expect(isClose(ServiceLaw.lognormal(mean: 3, spread: fitted).variation, variation, 1e-10))
    let law = ServiceLaw.lognormal(mean: 3, spread: fitted)
    #expect(isClose(law.beyond(3 * ratio).share, 0.01, 1e-9))
  }

  @Test func otherFits() {
    // mean / median = e^(s²/2)
    #expect(isClose(LognormalFit.spread(mean: 1.6487212707, .init(quantile: 0, value: 1)) ?? 0, 1, 1e-9))
    let (low, high) = (LognormalFit.Point(quantile: 0, value: 1), LognormalFit.Point(quantile: 2, value: 7.389056099))
    #expect(isClose(LognormalFit.spread(low, high) ?? 0, 1, 1e-9))
    #expect(isClose(LognormalFit.mean(high, spread: 1), 1.6487212707, 1e-9))
    #expect(LognormalFit.spread(mean: 1, .init(quantile: 0, value: 2)) == nil)
    #expect(LognormalFit.spread(high, low) == nil)
    // Farther than any lognormal distribution has it.
    #expect(isClose(LognormalFit.spread(mean: 1, .init(quantile: Normal.p99, value: 50)) ?? 0, Normal.p99))
  }
}
