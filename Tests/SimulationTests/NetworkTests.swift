import Testing

@testable import Simulation

/// Several components against exact solutions (`Reference/queues.py`).
struct NetworkTests {
  /// Tandem of M/M/1: the response times add up (Reich 1957), with the network both ways.
  @Test func tandem() throws {
    let result = try simulate(
      """
      services:
        front: {replicas: 1, workers: 1, operations: {ask: {service_time: 10ms}}}
        back: {replicas: 1, workers: 1, operations: {answer: {service_time: 5ms}}}
      links: [{from: front.ask, to: back.answer, latency: 2ms}]
      workloads: {asking: {entry: front.ask, rate: 50/s}}
      """, .tiny(20_000))
    let mean = 0.020 + 0.005 / 0.75 + 0.004
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(mean, within: 0.06))
    #expect(result.components.map(\.party).count == 2)
    #expect(result.brokenChecks.isEmpty)
  }

  /// Two M/M/1 that get the same requests at once (Flatto and Hahn 1984).
  @Test func forkAndJoin() throws {
    let result = try simulate(
      """
      services:
        front: {replicas: 1, workers: 1, operations: {ask: {service_time: 0ms}}}
        left: {replicas: 1, workers: 1, operations: {answer: {service_time: 10ms}}}
        right: {replicas: 1, workers: 1, operations: {answer: {service_time: 10ms}}}
      links:
        - {from: front.ask, to: left.answer, parallel: both}
        - {from: front.ask, to: right.answer, parallel: both}
      workloads: {asking: {entry: front.ask, rate: 50/s}}
      """, .tiny(20_000))
    #expect(try #require(result.workloads.first?.latency?.mean).isNear(0.02875, within: 0.08))
  }

  /// Half a call each: a fraction of a visit is a chance.
  @Test func fractionalVisits() throws {
    let result = try simulate(
      """
      services:
        front: {replicas: 1, workers: 4, operations: {ask: {service_time: 1ms}}}
        back: {replicas: 1, workers: 4, operations: {answer: {service_time: 1ms}}}
      links: [{from: front.ask, to: back.answer, visits: 2.5}]
      workloads: {asking: {entry: front.ask, rate: 100/s}}
      """)
    #expect(try #require(result.components.last).arrivalRate.isNear(250, within: 0.08))
  }

  /// Exact mean value analysis (Reiser and Lavenberg 1980).
  @Test func closedPopulation() throws {
    let result = try simulate(
      """
      services:
        front: {replicas: 1, workers: 1, operations: {ask: {service_time: 10ms}}}
        back: {replicas: 1, workers: 1, operations: {answer: {service_time: 20ms}}}
      links: [{from: front.ask, to: back.answer}]
      workloads: {asking: {entry: front.ask, arrivals: closed, population: 8, think_time: 100ms}}
      """, .tiny(12_000))
    let workload = try #require(result.workloads.first)
    #expect(workload.throughput.isNear(44.226, within: 0.03))
    #expect(try #require(workload.latency?.mean).isNear(0.080889, within: 0.06))
  }

  /// A tenth at the cache alone, the rest there and at the store.
  @Test(arguments: ["", ", in: fast"])
  func cache(_ place: String) throws {
    let result = try simulate(
      """
      services: {shop: {replicas: 1, workers: 8, operations: {show: {service_time: {mean: 1ms, cv2: 0}}}}}
      stores:
        fast: {service_time: {mean: 1ms, cv2: 0}, workers: 8, replicas: 1}
        slow: {service_time: {mean: 20ms, cv2: 0}, workers: 8, replicas: 1}
      links: [{from: shop.show, to: slow, access: read, cache: {hit_rate: 75%\(place)}}]
      workloads: {showing: {entry: shop.show, rate: 20/s}}
      """)
    let lookup = place.isEmpty ? 0 : 0.001
    let latency = try #require(result.workloads.first?.latency)
    #expect(latency.mean.isNear(0.001 + lookup + 0.25 * 0.020, within: 0.08))
    #expect(latency.p50.isNear(0.001 + lookup, within: 0.01))
    #expect(latency.p95.isNear(0.021 + lookup, within: 0.05))
  }

  /// What a read-through cache cannot answer goes on along its link; whatever it is made of does its part of all reads.
  @Test(arguments: [
    ("replicas: 1", "", 0.0125), ("replicas: 1, partitions: 2", ", fan_out: all-partitions", 0.0125),
    ("replicas: 2, replication: {topology: leaderless, r: 2, w: 1}", "", 0.0125),
  ])
  func readThrough(_ copies: String, _ fanOut: String, _ utilization: Double) throws {
    let result = try simulate(
      """
      services: {shop: {replicas: 1, workers: 8, operations: {show: {service_time: 1ms}}}}
      stores:
        fast: {service_time: 1ms, workers: 8, \(copies), hit_rate: 80%}
        slow: {service_time: 5ms, workers: 8, replicas: 1}
      links:
        - {from: shop.show, to: fast, access: read\(fanOut)}
        - {from: fast, to: slow, access: read}
      workloads: {showing: {entry: shop.show, rate: 100/s}}
      """)
    #expect(result.components.count == 3)
    #expect(result.components[1].arrivalRate.isNear(100, within: 0.08))
    #expect(result.components[1].utilization.isNear(utilization, within: 0.1))
    #expect(result.components[2].arrivalRate.isNear(20, within: 0.15))
  }

  /// Threads held over cores and a store: at most the throughput of the closed network inside, here 150/s.
  @Test func heldThreads() throws {
    let result = try simulate(
      """
      services: {shop: {replicas: 1, workers: 2, concurrency: 4, operations: {buy: {service_time: 10ms}}}}
      stores: {db: {service_time: 10ms, workers: 2, replicas: 1}}
      links: [{from: shop.buy, to: db, access: read}]
      workloads: {buying: {entry: shop.buy, arrivals: closed, population: 12, think_time: none}}
      """, .tiny(10_000))
    #expect(try #require(result.workloads.first).throughput.isNear(150, within: 0.03))
  }

  /// A connection pool does the same to what is behind it: two of four servers are in use at most.
  @Test func connectionPool() throws {
    let result = try simulate(
      """
      services:
        shop:
          replicas: 1
          workers: 50
          pools: [{for: db, max: 2}]
          operations: {buy: {service_time: 0ms}}
      stores: {db: {service_time: 10ms, workers: 4, replicas: 1}}
      links: [{from: shop.buy, to: db, access: read}]
      workloads: {buying: {entry: shop.buy, arrivals: closed, population: 12, think_time: none}}
      """)
    #expect(try #require(result.workloads.first).throughput.isNear(200, within: 0.03))
    #expect(try #require(result.components.last).utilization.isNear(0.5, within: 0.03))
  }

  /// The producer does not wait; each group gets every message, the links of one share them.
  @Test func queue() throws {
    let result = try simulate(
      """
      services:
        shop: {replicas: 1, workers: 8, operations: {buy: {service_time: {mean: 1ms, cv2: 0}}}}
        mail: {replicas: 1, workers: 1, queue_limit: 1, operations: {send: {service_time: 5ms}}}
        near: {replicas: 1, workers: 8, operations: {ship: {service_time: 50ms}}}
        far: {replicas: 1, workers: 8, operations: {ship: {service_time: 50ms}}}
      queues: {orders: {partitions: 1}}
      links:
        - {from: shop.buy, to: orders}
        - {from: orders, to: mail.send}
        - {from: orders, to: near.ship, group: shipping, share: 25%}
        - {from: orders, to: far.ship, group: shipping}
      workloads: {buying: {entry: shop.buy, rate: 100/s}}
      """)
    #expect(try #require(result.workloads.first?.latency?.p99).isNear(0.001, within: 0.2))
    #expect(result.components.map(\.refusals.value) == [0, 0, 0, 0])
    #expect(result.components[1].arrivalRate.isNear(100, within: 0.08))
    #expect(result.components[2].arrivalRate.isNear(25, within: 0.15))
    #expect(result.components[3].arrivalRate.isNear(75, within: 0.1))
    #expect(result.components[1].utilization.isNear(0.5, within: 0.12))
  }

  /// Ten at once at one server: the last waits for nine others, M^[10]/D/1 with hardly any load.
  @Test func cohort() throws {
    let result = try simulate(
      """
      services: {jobs: {replicas: 1, workers: 1, operations: {run: {service_time: {mean: 10ms, cv2: 0}}}}}
      workloads:
        nightly: {entry: jobs.run, arrivals: scheduled, schedule: {period: 10s, cohort: 10, jitter: none}}
      """)
    let latency = try #require(result.workloads.first?.latency)
    #expect(latency.mean.isNear(0.055, within: 0.01))
    #expect(latency.p99.isNear(0.100, within: 0.01))
  }
}
