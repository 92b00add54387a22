@testable import Analysis
import Testing
import Topology

/// Expected values from `Reference/beliefs.py`.
@Suite struct BeliefTests {
  private static let shares = [0.01, 0.1, 0.5, 0.9, 0.99]
  private static let rate = FieldType.quantity(.rate, .nonNegative)

  private func expect(_ belief: Belief, _ expected: [Double], _ tolerance: Double = 1e-10) {
    for (share, value) in zip(Self.shares, expected) {
      #expect(abs(belief.quantile(share) - value) <= tolerance * max(1, abs(value)))
    }
  }

  @Test func farEndsAreLognormal() {
    expect(
      Belief(low: 200, likely: nil, high: 800, type: Self.rate),
      [150.074713789, 233.087553718, 400, 686.43733845, 1066.13563311])
    expect(
      Belief(low: 0.001, likely: nil, high: 0.05, type: Self.rate),
      [0.000444674425367, 0.00154037842151, 0.00707106781187, 0.0324595562374, 0.112441816187])
  }

  /// The lognormal distribution through both: `10 · 4^(z / 1.6449)`.
  @Test func ratesByPercentilesAreNotKnownExactly() throws {
    let points = [
      LognormalFit.Point(quantile: Normal.median, value: 10), LognormalFit.Point(quantile: Normal.p95, value: 40),
    ]
    let belief = try #require(Belief(mean: nil, percentiles: points, type: Self.rate))
    for (share, value) in [(0.05, 2.5), (0.5, 10), (0.95, 40)] {
      #expect(abs(belief.quantile(share) - value) < 1e-9 * value)
    }
    // The mean and a percentile say the same: a mean of 10 e^(s²/2), with s = ln 4 / 1.6449 = 0.8428.
    let mean = 10 * Real.exp(0.5 * 0.842_807_127_9 * 0.842_807_127_9)
    let same = try #require(Belief(mean: mean, percentiles: [points[1]], type: Self.rate))
    #expect(abs(same.quantile(0.5) - 10) < 1e-6)
    #expect(Belief(mean: 10, percentiles: [], type: Self.rate) == nil)
  }

  @Test func sharesByPercentilesStayShares() throws {
    let points = [
      LognormalFit.Point(quantile: Normal.median, value: 0.9), LognormalFit.Point(quantile: Normal.p95, value: 0.99),
    ]
    let belief = try #require(Belief(mean: nil, percentiles: points, type: .quantity(.fraction, .share)))
    #expect(abs(belief.quantile(0.5) - 0.9) < 1e-12)
    #expect(abs(belief.quantile(0.95) - 0.99) < 1e-9)
    #expect(belief.quantile(0.999) < 1)
  }

  @Test func sharesAreLogitNormal() {
    let share = FieldType.quantity(.fraction, .share)
    expect(
      Belief(low: 0.8, likely: nil, high: 0.95, type: share),
      [0.74336070801, 0.826119276269, 0.897096028172, 0.941164013769, 0.963287106999])
    expect(
      Belief(low: 0.999, likely: nil, high: 0.9999, type: share),
      [0.998389446888, 0.999224434677, 0.999683698259, 0.999871036564, 0.999937945122])
    // With an end at 0 or 1 there is no logit; nothing leaves the unit interval.
    let half = Belief(low: 0, likely: 0.4, high: 1, type: share)
    #expect(half.quantile(0.001) == 0)
    #expect(half.quantile(0.999) == 1)
    #expect(abs(half.quantile(0.95) - 1) < 1e-9)
  }

  /// The ends stay the 5th and 95th percentiles, and the middle goes where the mode is.
  @Test func whatIsLikelyCounts() {
    let share = FieldType.quantity(.fraction, .share)
    func median(_ low: Double, _ likely: Double, _ high: Double, _ type: FieldType) -> Double {
      let belief = Belief(low: low, likely: likely, high: high, type: type)
      #expect(abs(belief.quantile(0.05) - low) < 1e-6 * low)
      #expect(abs(belief.quantile(0.95) - high) < 1e-6 * high)
      return belief.quantile(0.5)
    }
    // Without it, 28.3 and 400, and a share of 90.5 %.
    let late = median(10, 75, 80, Self.rate)
    #expect(late > 40 && late < 75)
    #expect(median(200, 300, 800, Self.rate) < 390)
    #expect(abs(median(200, 400, 800, Self.rate) - 400) < 1e-6)
    #expect(median(0.6, 0.97, 0.98, share) > 0.92)
  }

  @Test func twoNearEndsAreNormalAboveZero() {
    expect(
      Belief(low: 10, likely: nil, high: 20, type: Self.rate),
      [7.92844993451, 11.1043661127, 15.0000015302, 18.8956408443, 22.0715958752])
    expect(
      Belief(low: 0, likely: nil, high: 10, type: Self.rate),
      [0.261022985183, 1.78353866768, 5.19061507029, 8.98387762502, 12.1299078908])
  }

  @Test func threeNearPointsArePERT() {
    expect(
      Belief(low: 10, likely: 12, high: 20, type: Self.rate),
      [9.47339509205, 10.48343024, 13.6470612508, 18.5580528392, 22.4694765335])
    expect(
      Belief(low: 10, likely: 15, high: 20, type: Self.rate),
      [8.65459403291, 10.9232834888, 15, 19.0767165112, 21.3454059671])
    expect(
      Belief(low: 10, likely: 10, high: 20, type: Self.rate),
      [9.78916406209, 10.2625650748, 12.8001128369, 18.1892835901, 23.327857222])
    expect(
      Belief(low: 0, likely: 2, high: 10, type: Self.rate),
      [0, 0.483430240038, 3.64706125079, 8.55805283921, 12.4694765335])
  }

  @Test func theStatedEndsAreThePercentiles() {
    for (low, likely, high) in [(10, 11, 18), (3, 3.5, 4), (-0.02, 0.01, 0.05), (5, 50, 500), (0, 1, 3)] {
      let belief = Belief(low: low, likely: likely, high: high, type: .quantity(.growth, .any))
      #expect(abs(belief.quantile(0.05) - low) < 1e-9 * max(1, high))
      #expect(abs(belief.quantile(0.95) - high) < 1e-9 * max(1, high))
    }
  }

  @Test func wholeNumbersAndPoints() {
    let copies = Belief(low: 2, likely: 3, high: 5, type: .integer(minimum: 1, unlimited: false))
    #expect(Set(stride(from: 0.01, to: 1, by: 0.01).map(copies.quantile)).isSubset(of: [1, 2, 3, 4, 5, 6, 7]))
    #expect(Belief(low: 7, likely: 7, high: 7, type: Self.rate).quantile(0.99) == 7)
  }

  @Test func specialFunctions() {
    for (x, share) in [(0.1, 0.08146), (0.5, 0.8125), (0.9, 0.99954)] {
      #expect(abs(Beta(2, 4).share(below: x) - share) < 1e-14)
    }
    #expect(abs(Beta(1.5, 4.5).quantile(0.05) - 0.0364472680453888) < 1e-14)
    for (share, x) in [
      (1e-10, -6.36134090240406), (0.001, -3.09023230616781), (0.3, -0.524400512708041), (0.975, 1.95996398454005),
    ] {
      #expect(abs(Normal.quantile(share) - x) < 1e-13 * abs(x) + 1e-13)
    }
    let ranks = [[1, 2, 3, 4, 5, 6], [2, 1, 4, 4, 9, 7]].map(RankCorrelation.ranks)
    #expect(abs(RankCorrelation.correlation(ranks[0], ranks[1]) - 0.8696565534786727) < 1e-14)
  }
}

@Suite struct LatinHypercubeTests {
  @Test func everyPartHoldsOnePoint() {
    let cube = LatinHypercube(count: 200, seed: 7)
    let points = cube.points(3)
    #expect(Set(points.map { Int($0 * 200) }).count == 200)
    #expect(points == cube.points(3))
    #expect(points != cube.points(4))
    #expect(points != LatinHypercube(count: 200, seed: 8).points(3))
  }

  @Test func dimensionsAreIndependent() {
    let cube = LatinHypercube(count: 4096, seed: UncertaintyAnalysis.defaultSeed)
    let ranks = (0..<6).map { RankCorrelation.ranks(cube.points($0)) }
    for a in 0..<6 {
      for b in 0..<a { #expect(abs(RankCorrelation.correlation(ranks[a], ranks[b])) < 0.06) }
    }
  }
}
