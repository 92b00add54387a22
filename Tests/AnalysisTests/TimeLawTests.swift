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
}
