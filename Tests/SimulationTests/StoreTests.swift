import Testing

@testable import Simulation

/// Reads and writes of stores.
struct StoreTests {
  static func store(_ facts: String, reads: Double = 1, writes: Double = 1, link: String = "") -> String {
    """
    services: {shop: {replicas: 1, workers: 50, operations: {buy: {service_time: 0ms}}}}
    stores: {db: {workers: 4, \(facts)}}
    links:
      - {from: shop.buy, to: db, access: read, visits: \(reads)\(link)}
      - {from: shop.buy, to: db, access: write, visits: \(writes)}
    workloads: {buying: {entry: shop.buy, rate: 100/s}}
    """
  }

  /// Leader: a third of the reads and all writes, 100/3 × 6 ms + 100 × 10 ms of 4 servers.
  @Test func readReplicas() throws {
    let result = try simulate(
      Self.store(
        """
        replicas: 3, replication: {topology: single-leader, mode: async, read_replicas: 2},
             service_time: {read: 6ms, write: 10ms, apply: 1ms}
        """))
    let db = try #require(result.components.last)
    #expect(db.arrivalRate.isNear(200, within: 0.06))
    #expect(db.utilization.isNear(0.3, within: 0.08))
    #expect(result.conventions.map(\.convention).contains(.anyReader))
  }

  /// Reads from followers leave the leader to the writes.
  @Test func readFromFollowers() throws {
    let result = try simulate(
      Self.store(
        """
        replicas: 2, replication: {topology: single-leader, mode: async, read_replicas: 1},
             service_time: {read: 6ms, write: 10ms, apply: 1ms}
        """, link: ", read_from: replica"))
    #expect(try #require(result.components.last).utilization.isNear(0.25, within: 0.08))
  }

  /// Who replicates synchronously waits for the copies too.
  @Test func synchronousCopies() throws {
    let text = Self.store(
      "replicas: 3, replication: {topology: single-leader, mode: MODE}, service_time: {mean: 10ms, cv2: 0, apply: 10ms}",
      reads: 0)
    func latency(_ mode: String) throws -> Double {
      let result = try simulate(text.replacing("MODE", with: mode))
      return try #require(result.workloads.first?.latency?.p50).value
    }
    #expect(abs(try latency("async") - 0.010) < 0.001)
    #expect(abs(try latency("sync") - 0.020) < 0.001)
  }

  /// Without a leader each copy takes each write, and two of three a read: (100 × 2/3 × 6 ms + 100 × 12 ms) / 4 servers.
  @Test func quorum() throws {
    let result = try simulate(
      Self.store(
        "replicas: 3, replication: {topology: leaderless, r: 2, w: 2}, service_time: {read: 6ms, write: 12ms}"))
    let db = try #require(result.components.last)
    #expect(db.arrivalRate.isNear(200, within: 0.06))
    #expect(db.utilization.isNear(0.4, within: 0.08))
  }

  /// Requests are spread over partitions, or load each of them.
  @Test(arguments: [("one", 0.1), ("all-partitions", 0.5)])
  func partitions(_ fanOut: String, _ utilization: Double) throws {
    let result = try simulate(
      Self.store(
        "replicas: 1, partitions: 5, service_time: 20ms", writes: 0, link: ", fan_out: \(fanOut)"))
    let db = try #require(result.components.last)
    #expect(db.arrivalRate.isNear(100, within: 0.06))
    #expect(db.utilization.isNear(utilization, within: 0.1))
  }
}
