import Testing

@testable import Analysis

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1e-12, abs(b))
}

private func exponential(_ mean: Double) -> TimeLaw { TimeLaw(.response(.none, .exponential(mean: mean))) }

private func sum(_ laws: TimeLaw...) -> TimeLaw { .sum(laws.map { .init(law: $0, count: 1) }) }

/// Expected values: `Reference/waits.py` for lines, `Reference/chains.py` for the rest.
@Suite struct TimeLawTests {
  /// Percentiles of M/G/1 at 80 %, from the inverted transform.
  @Test(arguments: [
    (ServiceLaw.gamma(mean: 0.01, variation: 0.5), 0.0289430428142, 0.113180378083, 0.172058644728),
    (.gamma(mean: 0.01, variation: 4), 0.0672606935285, 0.367633294433, 0.577978813382),
    (
      .mixture([.init(share: 0.75, law: .exponential(mean: 0.004)), .init(share: 0.25, law: .exponential(mean: 0.028))]
      ),
      0.0569900372835, 0.310537282829, 0.487759539069
    ), (.lognormal(mean: 0.01, spread: 1), 0.0378449720726, 0.215101692161, 0.354666030191),
    (.constant(0.01), 0.0227593987338, 0.0762032499684, 0.11355886792),
  ])
  func oneServer(service: ServiceLaw, p50: Double, p95: Double, p99: Double) {
    let law = TimeLaw(.response(Line(servers: 1, arrivals: 80, service: service).wait(.best).law, service))
    let found = law.percentiles([0.5, 0.95, 0.99])
    for (value, expected) in zip(found, [p50, p95, p99]) { #expect(isClose(value, expected, 3e-4), "\(service)") }
  }

  private func expect(
    _ law: TimeLaw, mean: Double, _ percentiles: [Double], _ tolerance: Double = 1e-4,
    _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(isClose(law.mean, mean, tolerance), "mean \(law.mean)", sourceLocation: place)
    for (found, expected) in zip(law.percentiles([0.5, 0.95, 0.99]), percentiles) {
      #expect(isClose(found, expected, tolerance), "\(found) for \(expected)", sourceLocation: place)
    }
  }

  @Test func oneAfterTheOther() {
    expect(
      sum(exponential(0.1), exponential(0.05), exponential(0.02)), mean: 0.17,
      [0.143725675669, 0.389841482816, 0.551878352089])
    expect(
      .sum([.init(law: exponential(0.02), count: 3)]), mean: 0.06, [0.0534812062745, 0.125915872437, 0.168118938298])
    let mixed: [TimeLaw] = [
      .response(.none, .gamma(mean: 0.008, variation: 0.25)), .response(.none, .lognormal(mean: 0.005, spread: 1)),
      exponential(0.003), exponential(0.003), .constant(0.004),
    ]
    expect(
      .sum(mixed.map { .init(law: $0, count: 1) }), mean: 0.023, [0.0214971724216, 0.037948342619, 0.051763510688])
  }

  /// A chain of M/M/1 lines is exact (Reich 1957): each answers after an exponential time with rate 1/S − λ.
  @Test func linesInARow() {
    func line(_ mean: Double) -> TimeLaw {
      let service = ServiceLaw.exponential(mean: mean)
      return .response(Line(servers: 1, arrivals: 50, service: service).wait(.best).law, service)
    }
    // Rates of 10, 20 and 50.
    expect(
      sum(line(1.0 / 60), line(1.0 / 70), line(0.01)), mean: 0.17, [0.143725675669, 0.389841482816, 0.551878352089])
  }

  @Test func byChance() {
    let cached = sum(exponential(0.001), exponential(0.02).withChance(0.2))
    expect(cached, mean: 0.005, [0.000969468370815, 0.0287517531103, 0.0609405113588])
    expect(
      .sum([.init(law: exponential(0.01), count: 1.3)]), mean: 0.013,
      [0.00942047576329, 0.037494225503, 0.0558985015826])
    // A cache that always answers, or never.
    expect(sum(exponential(0.01), exponential(5).withChance(0)), mean: 0.01, [0.0069314718056, 0.029957322736], 1e-9)
    expect(
      sum(exponential(0.02), exponential(0.02).withChance(1), exponential(0.02)), mean: 0.06,
      [0.0534812062745, 0.125915872437, 0.168118938298])
  }

  @Test func atTheSameTime() {
    expect(
      .slowest([.init(law: exponential(0.01), count: 1), .init(law: exponential(0.03), count: 1)]), mean: 0.0325,
      [0.0239616006286, 0.0899428076127, 0.138158074848])
    expect(
      .slowest([.init(law: exponential(0.01), count: 100)]), mean: 0.0518737751764,
      [0.0497514684059, 0.0757562189054, 0.0920536966402])
    // Fan-out of one.
    expect(.slowest([.init(law: exponential(0.01), count: 1)]), mean: 0.01, [0.0069314718056], 1e-9)
    let pair = [
      TimeLaw.response(.none, .gamma(mean: 2, variation: 0.5)), .response(.none, .gamma(mean: 1.5, variation: 1.0 / 3)),
    ]
    expect(
      .slowest(pair.map { .init(law: $0, count: 1) }), mean: 2.38888888889,
      [2.1274998273, 4.83107012096, 6.6578511241])
    // Calls that may not come at all.
    #expect(isClose(TimeLaw.slowest([.init(law: exponential(1), count: 0.5)]).mean, 0.5, 1e-9))
  }

  @Test func quorums() {
    expect(
      exponential(0.01).quorum(needed: 2, of: 3), mean: 0.01 * OrderStatistic.exponentialMean(needed: 2, of: 3),
      [0.0069314718056, 0.0199988858711, 0.0283186095072])
    #expect(isClose(exponential(1).quorum(needed: 1, of: 4).mean, 0.25, 1e-4))
    #expect(isClose(exponential(1).quorum(needed: 4, of: 4).mean, 25.0 / 12, 1e-4))
  }

  @Test func hedgedCalls() {
    expect(
      TimeLaw(.hedged(exponential(0.01), after: 0.02)), mean: 0.00932332358382,
      [0.0069314718056, 0.0249786613678, 0.0330258509299])
  }

  private func repeated(_ failureRate: Double, isRandom: Bool = false, most: Double = 3) -> TimeLaw {
    TimeLaw(
      .attempts(
        RepeatedCall(
          attempt: exponential(0.01), timeout: 0.03, failureRate: failureRate, mostAttempts: most,
          pauses: .init(first: 0.005, grows: true, longest: .infinity, isRandom: isRandom))))
  }

  @Test func repeatedCalls() {
    // The 95th percentile stands in the jump at the timeout.
    expect(repeated(0), mean: 0.0102724101756, [0.00693147180697, 0.0299573227428, 0.0510541915961], 5e-4)
    expect(repeated(0.1), mean: 0.0120110209848, [0.0080252814993, 0.0388778805796, 0.0598245915959], 5e-4)
    expect(
      repeated(0, isRandom: true), mean: 0.0101355442992, [0.00693147180697, 0.0299573227428, 0.0486581421152], 5e-4)
    // One attempt is over at its timeout.
    let once = repeated(0, most: 1)
    #expect(isClose(once.percentile(0.99), 0.03, 1e-3))
    #expect(isClose(once.mean, 0.01 * (1 - 0.0497870683679), 1e-4))
  }

  @Test func cutAtADeadline() {
    let law = TimeLaw(.cut(exponential(0.01), at: 0.03))
    #expect(isClose(law.mean, 0.01 * (1 - 0.0497870683679), 1e-4))
    #expect(isClose(law.percentile(0.999), 0.03, 1e-3))
    #expect(isClose(law.percentile(0.5), 0.0069314718056, 1e-4))
  }

  /// Times of very different size: most answers come within a millisecond, one in a hundred after 100 seconds.
  @Test func refinesWhereItMatters() {
    let law = TimeLaw.mixture([(0.99, exponential(0.001)), (0.01, exponential(100))])
    #expect(isClose(law.percentile(0.5), 0.001 * 0.7032, 2e-3))
    #expect(isClose(law.mean, 0.99 * 0.001 + 1, 1e-9))
    #expect(isClose(law.percentile(0.999), 230.2585, 1e-3))
  }

  @Test func percentilesRiseWithTheShare() {
    let laws = [
      repeated(0.2), sum(exponential(0.01), exponential(0.02).withChance(0.3), .constant(0.005)),
      exponential(0.01).quorum(needed: 2, of: 3), TimeLaw(.hedged(exponential(0.01), after: 0.02)),
    ]
    for law in laws {
      let found = law.percentiles([0.1, 0.5, 0.9, 0.95, 0.99, 0.999])
      #expect(found == found.sorted())
      for (share, time) in zip([0.5, 0.9], [found[1], found[2]]) {
        #expect(isClose(law.tail(time), 1 - share, 2e-2))
      }
    }
  }

  @Test func whatHasNoEndHasNoFigure() {
    for law in [
      sum(exponential(1), .endless), .slowest([.init(law: .endless, count: 2)]), TimeLaw.endless.withChance(0.1),
      TimeLaw.endless.quorum(needed: 1, of: 3), TimeLaw.endless.delayed(by: 1),
    ] {
      #expect(law.mean == .infinity)
      #expect(law.percentile(0.5) == .infinity)
    }
  }
}
