import Testing

@testable import Simulation

/// When a computed figure counts as confirmed, and the statistics below it.
struct VerdictTests {
  /// Mean 10; half-width t(0.975; 3) × 1.29099 / 2 = 2.0543.
  private static let measure = Measure([8.5, 9.5, 10.5, 11.5])

  @Test func halfWidth() {
    #expect(Self.measure.value == 10)
    #expect(abs(Self.measure.halfWidth - 2.0543) < 1e-4)
    #expect(Measure([1]).halfWidth == .infinity)
    #expect(Measure([2, 2, 2]).relativeHalfWidth == 0)
  }

  /// From scipy.stats.t.ppf(0.975, n).
  @Test(arguments: [(1, 12.7062), (9, 2.26216), (30, 2.04227), (31, 2.03951), (60, 2.00030), (1000, 1.96234)])
  func student(_ freedom: Int, _ quantile: Double) {
    #expect(abs(StudentT.quantile95(freedom: freedom) - quantile) < 1e-4)
  }

  /// numpy.percentile's rule.
  @Test func quantiles() {
    let values = [1.0, 2, 3, 4, 10]
    #expect(values.quantile(0) == 1)
    #expect(values.quantile(0.5) == 3)
    #expect(abs(values.quantile(0.95) - 8.8) < 1e-12)
    #expect(values.quantile(1) == 10)
  }

  @Test func chanceAndMethodAreForgiven() {
    func verdict(_ low: Double, _ high: Double, error: Double = 0) -> Verdict {
      Verdict(low: low, high: high, simulated: Self.measure, error: error)
    }
    #expect(verdict(14, 14) == .agrees)
    #expect(verdict(14.2, 14.2) == .notConfirmed)
    #expect(verdict(14.2, 14.2, error: 0.3) == .agrees)
    #expect(Verdict(low: 14.2, high: 14.2, simulated: Self.measure, error: 0, resolution: 5) == .agrees)
    #expect(verdict(2, 30) == .agrees)
    #expect(verdict(0, 5) == .notConfirmed)
  }

  @Test func busyComponentsDoNotDecide() {
    func verdict(_ value: Double, utilization: Double, grows: Bool = false) -> Verdict {
      Verdict(low: value, high: value, simulated: Self.measure, error: 0, utilization: utilization, grows: grows)
    }
    #expect(verdict(20, utilization: 0.98) == .tooBusy)
    #expect(verdict(20, utilization: 0.96) == .notConfirmed)
    #expect(verdict(.infinity, utilization: 1, grows: true) == .agrees)
    #expect(verdict(.infinity, utilization: 0.99) == .tooBusy)
    #expect(verdict(20, utilization: 0.9, grows: true) == .notConfirmed)
  }

  /// Little's law and its kin, with and without a difference beyond chance.
  @Test func laws() {
    #expect(LawCheck(.little, 0, [(10, 10.1), (10, 9.9), (10, 10)]).holds)
    #expect(!LawCheck(.little, 0, [(10, 9), (10, 9.01), (10, 8.99)]).holds)
    #expect(abs(LawCheck(.utilization, 0, [(10, 9), (10, 9)]).deviation - 0.1) < 1e-12)
  }

  /// Moments of what is drawn, over 20,000 draws of one stream.
  @Test(arguments: [(0.0, 0.0), (0.5, 0.05), (1.0, 0.1), (4.0, 0.5)])
  func variationHasTheStatedSpread(_ cv2: Double, _ bound: Double) {
    var stream = RandomStream(seed: 5, source: 1)
    let draws = (0..<20_000).map { _ in Variation(squaredVariation: cv2).draw(&stream) }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 1) < 0.05)
    #expect(abs(variance - cv2) <= bound)
  }

  @Test func streamsAreTheirOwn() {
    var (one, same, other) = (
      RandomStream(seed: 1, source: 1), RandomStream(seed: 1, source: 1), RandomStream(seed: 1, source: 2)
    )
    let (a, b, c) = (one.next(), same.next(), other.next())
    #expect(a == b)
    #expect(a != c)
  }
}
