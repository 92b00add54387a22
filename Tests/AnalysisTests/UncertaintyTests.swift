@testable import Analysis
import Testing
import Topology

/// One service with four servers; the rate and the service time are not known exactly.
private func shop(rate: Fact, time: Fact, _ more: [String: Fact] = [:]) -> Shop {
  var shop = Shop()
  shop.service(
    "a", ["replicas.min": 1, "replicas.max": 1, "workers": 4, "load_balancing": "shared", "service_time.mean": time])
  shop.workload("w", entry: "a", ["rate": rate, "peak": 100].merging(more) { $1 })
  return shop
}

private func uncertainty(
  _ shop: Shop, samples: Int = 256, seed: UInt64 = UncertaintyAnalysis.defaultSeed,
  figures: Set<String>? = ["utilization"]
) -> UncertaintyAnalysis {
  UncertaintyAnalysis(
    of: CapacityAnalysis(of: shop.builder.finish()), seed: seed, samples: samples, figures: figures)
}

private let service = EntityID(.party, 0)
private let workload = EntityID(.workload, 0)

@Suite struct UncertaintyTests {
  private let both = shop(rate: .range(100, nil, 400), time: .range(0.005, nil, 0.02))

  @Test func productsOfLognormalFiguresAreLognormal() throws {
    let outcome = try #require(uncertainty(both, samples: 4096).outcome("utilization", of: service))
    // ln u is normal: mean ln(200 × 0.01 / 4), deviation √2 × ln 4 / (2 × 1.644 854) = 0.595 952.
    #expect(abs((outcome.p50.point ?? 0) - 0.5) < 0.01)
    #expect(abs((outcome.p10.point ?? 0) - 0.5 * Real.exp(-1.281_551_6 * 0.595_952)) < 0.01)
    #expect(abs((outcome.p90.point ?? 0) - 0.5 * Real.exp(1.281_551_6 * 0.595_952)) < 0.03)
    // P(u ≥ 1) = P(z ≥ ln 2 / 0.595 952) = 0.122 4.
    #expect(abs((outcome.instability.point ?? 0) - 0.1224) < 0.01)
    #expect(outcome.likely.point == 0.5)
    // Both matter equally.
    #expect(outcome.influences.count == 2)
    for influence in outcome.influences {
      #expect(abs(influence.varianceShare - 0.5) < 0.06)
      #expect(abs((influence.low.point ?? 0) - 0.25) < 1e-9)
      #expect(abs((influence.high.point ?? 0) - 1) < 1e-9)
    }
    #expect(abs(outcome.corners.low - 100 * 0.005 / 4) < 1e-9)
    #expect(abs(outcome.corners.high - 400 * 0.02 / 4) < 1e-9)
  }

  /// A rate by its mean and a percentile differs from day to day; a time by them differs from request to request.
  @Test func ratesByPercentilesCountTimesDoNot() throws {
    let varying = shop(rate: .varying(mean: 200, p99: 600), time: .varying(mean: 0.01, p99: 0.04))
    let uncertainty = uncertainty(varying, samples: 1024)
    #expect(uncertainty.inputs.map { uncertainty.likely.topology.describe($0.facts[0]) } == ["w.rate"])
    let outcome = try #require(uncertainty.outcome("utilization", of: service))
    #expect((outcome.p10.point ?? 1) < 0.4 && (outcome.p90.point ?? 0) > 0.7)
  }

  @Test func theSameSeedGivesTheSameToTheLastBit() {
    func figures(_ seed: UInt64) -> [[Double]] {
      uncertainty(both, samples: 64, seed: seed).outcomes.map {
        [$0.p10.low, $0.p50.high, $0.p90.high, $0.instability.high] + $0.influences.map(\.varianceShare)
      }
    }
    #expect(figures(5) == figures(5))
    #expect(figures(5) != figures(6))
  }

  @Test func moreSamplesConverge() throws {
    let exact = 0.5 * Real.exp(1.281_551_6 * 0.595_952)
    let errors = try [64, 4096].map { count -> Double in
      let outcome = try #require(uncertainty(both, samples: count).outcome("utilization", of: service))
      return abs(outcome.p90.high - exact)
    }
    #expect(errors[1] < 0.02)
    #expect(errors[0] < 0.3)
  }

  @Test func cornersHoldThePercentiles() {
    for outcome in uncertainty(both, samples: 64, figures: nil).outcomes {
      #expect(outcome.corners.low <= outcome.p10.low)
      #expect(outcome.corners.high >= outcome.p90.high)
      #expect(outcome.p10.low <= outcome.p50.low && outcome.p50.high <= outcome.p90.high)
    }
  }

  @Test func objectivesAndEndlessTimes() throws {
    let shop = shop(
      rate: .range(100, nil, 400), time: .range(0.005, nil, 0.02), ["slo.latency.p99": 0.1, "slo.throughput": 300])
    let analysis = uncertainty(shop, figures: ["latency.p99", "utilization", "max_rate"])
    let latency = try #require(analysis.outcome("latency.p99", of: workload))
    let utilization = try #require(analysis.outcome("utilization", of: service))
    #expect(latency.instability == utilization.instability)
    #expect(latency.p90.high == .infinity)
    let objective = try #require(latency.objective)
    #expect(objective.target == 0.1)
    #expect(objective.miss.low > latency.instability.low)
    #expect(objective.miss.low < 0.5)
    // P(4 / S < 300/s) = P(S > 13.33 ms) = P(z > ln(4/3) / 0.421 4) = 0.247 4.
    let largest = try #require(analysis.outcome("max_rate", of: workload)?.objective)
    #expect(!largest.isCeiling)
    #expect(abs(largest.miss.high - 0.2474) < 0.03)
  }

  @Test func whatIsStatedOnceIsOneThing() throws {
    var shop = Shop()
    shop.service("a", ["workers": 1, "service_time.mean": 0.001])
    let stated = shop.builder.range(.uncertain(low: 2, likely: 3, high: 8))
    for path in ["replicas.min", "replicas.max"] {
      let column = try #require(Schema.table(.party).column(path))
      shop.builder[column, 0] = Cell(.value, basis: .stated, payload: stated, isRange: true)
    }
    shop.workload("w", entry: "a", ["rate": 100])
    let analysis = uncertainty(shop)
    #expect(analysis.inputs.map(\.facts.count) == [2])
    let outcome = try #require(analysis.outcome("utilization", of: service))
    #expect(outcome.p50.isPoint)
    #expect(outcome.influences.map(\.input) == [0])
    #expect(outcome.influences[0].varianceShare > 0.99)
  }

  @Test func withoutRangesThereIsNothingToSay() {
    let analysis = uncertainty(shop(rate: 100, time: 0.01))
    #expect(analysis.inputs.isEmpty)
    #expect(analysis.outcomes.isEmpty)
    // Variation is no ignorance.
    #expect(uncertainty(shop(rate: 100, time: .varying(mean: 0.01, p99: 0.05))).inputs.isEmpty)
  }

  @Test func missingFactsLeaveIntervals() throws {
    var shop = shop(rate: .range(100, 150, 190), time: 0.01)
    shop.operation("a.x")
    shop.workload("v", entry: "a.x", [:])
    let outcome = try #require(uncertainty(shop, samples: 64).outcome("utilization", of: service))
    #expect(outcome.p50.high == .infinity)
    #expect(abs(outcome.p50.low - 0.37) < 0.01)
    #expect(outcome.instability == Interval(low: 0, high: 1))
  }
}
