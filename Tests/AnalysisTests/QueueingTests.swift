import Testing

@testable import Analysis

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1e-12, abs(b))
}

@Suite struct ErlangTests {
  /// Exact rational recursion, evaluated apart (Python's `fractions`).
  @Test(arguments: [
    (1, 0.5, 0.3333333333333333, 0.5), (2, 1, 0.2, 0.3333333333333333), (4, 3, 0.20610687022900764, 0.5094339622641509),
    (10, 9, 0.16796322629158644, 0.668731524107697), (64, 60, 0.06036273820423571, 0.5068662709757633),
    (1000, 950, 0.0036492936889424097, 0.06825341537714143),
  ])
  func knownValues(servers: Int, load: Double, loss: Double, waiting: Double) {
    #expect(isClose(Erlang.loss(servers: servers, load: load), loss, 1e-12))
    #expect(isClose(Erlang.waiting(servers: servers, load: load), waiting, 1e-12))
  }

  @Test func agreesWithTheRecursion() {
    for servers in [1, 2, 3, 7, 20, 150] {
      for utilization in [0.01, 0.3, 0.8, 0.99, 1, 1.5] {
        let load = utilization * Double(servers)
        var loss = 1.0
        for count in 1...servers { loss = load * loss / (Double(count) + load * loss) }
        #expect(isClose(Erlang.loss(servers: servers, load: load), loss, 1e-11))
      }
    }
  }

  @Test func edges() {
    #expect(Erlang.loss(servers: 4, load: 0) == 0)
    #expect(Erlang.waiting(servers: 4, load: 0) == 0)
    #expect(Erlang.waiting(servers: 4, load: 4) == 1)
    #expect(Erlang.waiting(servers: 1_000_000, load: 1000) == 0)
    let crowded = Erlang.waiting(servers: 1_000_000, load: 999_500)
    #expect(crowded > 0.3 && crowded < 0.9)
  }
}

@Suite struct QueueLineTests {
  /// Roots of the tail by quadrature over the wait, found with SciPy (`brentq`, `quad`).
  @Test(arguments: [
    (4, 300.0, 0.01, 0.01, 0.5, 0.011562836286148813), (4, 300, 0.01, 0.01, 0.95, 0.041280998024176306),
    (4, 300, 0.01, 0.01, 0.99, 0.060063081765617934), (2, 50, 0.02, 0.02, 0.5, 0.019488232103798582),
    (2, 50, 0.02, 0.02, 0.99, 0.11331921367585993), (8, 700, 0.01, 0.004, 0.5, 0.007316143827210469),
    (8, 700, 0.01, 0.004, 0.95, 0.030523541075845838), (8, 700, 0.01, 0.004, 0.99, 0.04662312047998229),
    (1, 80, 0.01, 0.01, 0.99, 0.23025850929940453),
  ])
  func percentiles(
    servers: Int, arrivals: Double, serviceTime: Double, own: Double, share: Double, expected: Double
  ) {
    let line = QueueLine(servers: servers, arrivals: arrivals, serviceTime: serviceTime)
    #expect(isClose(line.percentile(share, serviceTime: own), expected, 1e-8))
  }

  /// With one server the response is exponential with rate 1/S − λ.
  @Test func oneServerIsExponential() {
    let line = QueueLine(servers: 1, arrivals: 80, serviceTime: 0.01)
    let response = line.response(serviceTime: 0.01)
    #expect(isClose(response.total, 1 / 20))
    #expect(isClose(response.variance, 1 / 400))
    #expect(isClose(response.percentile(0.99), line.percentile(0.99, serviceTime: 0.01), 1e-8))
  }

  /// Where `c − 1 = a` the usual two-exponential form divides by zero.
  @Test(arguments: [(2, 0.5), (4, 0.75), (5, 0.8), (10, 0.9)])
  func theDegenerateTailIsSmooth(servers: Int, utilization: Double) {
    func tail(_ utilization: Double) -> Double {
      QueueLine(servers: servers, arrivals: utilization * Double(servers), serviceTime: 1).tail(2.5, serviceTime: 1)
    }
    let here = tail(utilization)
    #expect(here > tail(utilization - 1e-4) && here < tail(utilization + 1e-4))
    #expect(isClose(here, (tail(utilization - 1e-5) + tail(utilization + 1e-5)) / 2, 1e-7))
  }

  @Test func neverAFiniteTimeAtFullUtilization() {
    for arrivals in [100.0, 120, .infinity] {
      let line = QueueLine(servers: 1, arrivals: arrivals, serviceTime: 0.01)
      #expect(line.meanWait == .infinity)
      #expect(line.percentile(0.5, serviceTime: 0.01) == .infinity)
      #expect(!line.response(serviceTime: 0.01).isFinite)
    }
  }

  @Test func nearFullUtilizationIsFinite() {
    let line = QueueLine(servers: 3, arrivals: 2.999_999, serviceTime: 1)
    let p99 = line.percentile(0.99, serviceTime: 1)
    #expect(p99.isFinite && p99 > 4e6 && p99 < 5e6)
  }

  @Test func withoutLoadOnlyServiceCounts() {
    let line = QueueLine(servers: 3, arrivals: 0, serviceTime: 0.01)
    #expect(line.meanWait == 0)
    #expect(isClose(line.percentile(0.5, serviceTime: 0.01), 0.01 * 0.693_147_180_559_945))
  }
}

@Suite struct TimeTests {
  /// SciPy's `stats.gamma.cdf`.
  @Test(arguments: [
    (0.3, 0.1, 0.5459128495917965), (1, 2, 0.8646647167633873), (5, 4, 0.3711630648201266),
    (50, 60, 0.9155933189063082), (2000, 1990, 0.41428973515016027),
  ])
  func gamma(shape: Double, x: Double, expected: Double) {
    #expect(isClose(Gamma.share(shape: shape, below: x), expected, 1e-10))
  }

  @Test func logarithmOfGamma() {
    #expect(isClose(Gamma.logGamma(0.5), 0.5723649429247, 1e-12))
    #expect(isClose(Gamma.logGamma(100.25), 360.28455963776423, 1e-12))
  }

  @Test func repetition() {
    let call = TimeMoments(mean: 2, variance: 3)
    #expect(call.repeated(3) == TimeMoments(mean: 6, variance: 9))
    // Half of the requests call once: variance is the mean of the variances and the variance of the means.
    #expect(call.repeated(0.5) == TimeMoments(mean: 1, variance: 0.5 * 3 + 0.25 * 4))
    #expect(call.repeated(0) == .zero)
  }
}
