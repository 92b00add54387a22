import Testing

@testable import Simulation

/// Retry storms: what happens when the trigger is over.
struct RecoveryTests {
  /// 500/s can be served, 350/s come, and each may come three times (Bronson et al. 2021).
  private static func storm(_ retry: String = "max_attempts: 3, backoff: none", _ shop: String = "") -> String {
    """
    clients: {web: {retry: {\(retry)}}}
    services: {shop: {replicas: 1, workers: 10, operations: {buy: {service_time: 20ms}}\(shop)}}
    links: [{from: web, to: shop.buy, timeout: 500ms}]
    workloads: {buying: {client: web, entry: shop.buy, rate: 350/s}}
    """
  }

  private static func outcome(_ text: String, _ trigger: Trigger? = nil) throws -> Recovery {
    let simulation = Simulation(of: try topology(text))
    let trigger = try #require(trigger ?? simulation.triggers().first)
    return simulation.run(trigger, .rate, .tiny(10_000))
  }

  @Test func theStormStays() throws {
    let recovery = try Self.outcome(Self.storm())
    let workload = try #require(recovery.workloads.first)
    guard case .outage(_, let duration) = recovery.trigger else { return #expect(Bool(false)) }
    #expect(duration == 1)
    #expect(workload.recovered == 0)
    #expect(workload.before.isNear(350, within: 0.1))
    #expect(workload.atEnd.value < 100)
    #expect(!recovery.isComplete)
  }

  /// What bounds useless work brings the system back: a budget, a short line, fewer attempts.
  @Test(arguments: [
    ("max_attempts: 3, backoff: none, budget: 10%", ""), ("max_attempts: 3, backoff: none", ", queue_limit: 100"),
    ("max_attempts: 1", ""),
  ])
  func theStormPasses(_ retry: String, _ shop: String) throws {
    let recovery = try Self.outcome(Self.storm(retry, shop), .outage(party: 1, duration: 1))
    #expect(recovery.isComplete)
    #expect(try #require(recovery.workloads.first?.time).value < 12)
  }

  @Test func whoCanCarryAllAttemptsIsNotVulnerable() throws {
    let calm = Self.storm().replacing("350/s", with: "150/s")
    #expect(Simulation(of: try topology(calm)).triggers().isEmpty)
    #expect(Simulation(of: try topology(Self.storm("max_attempts: 1"))).triggers().isEmpty)
  }

  @Test func aStatedBurstIsTried() throws {
    let text = """
      services: {shop: {replicas: 1, workers: 1, operations: {buy: {service_time: 10ms}}}}
      workloads: {buying: {entry: shop.buy, rate: 50/s, burst: {factor: 6, duration: 5s, ramp: 1s}}}
      """
    let recovery = try Self.outcome(text)
    #expect(recovery.trigger == .burst(workload: 0))
    #expect(abs(recovery.disturbed - 6) < 1e-9)
    #expect(recovery.isComplete)
  }

  /// Copies share the work: 100/s × 2 of 3 copies × 6 ms is 40 % of each, 120 % with three attempts, 80 % with two.
  @Test(arguments: [(3, 1), (2, 0)])
  func copiesShareRepeatedCalls(_ attempts: Int, _ triggers: Int) throws {
    let text = """
      services: {shop: {replicas: 1, workers: 50, operations: {buy: {service_time: 0ms}}}}
      stores:
        db: {replicas: 3, replication: {topology: leaderless, r: 2, w: 2}, workers: 1, service_time: 6ms}
      links: [{from: shop.buy, to: db, access: read, timeout: 1s, retry: {max_attempts: \(attempts), backoff: none}}]
      workloads: {buying: {entry: shop.buy, rate: 100/s}}
      """
    #expect(Simulation(of: try topology(text)).triggers().count == triggers)
  }
}
