import Testing

@testable import Simulation

/// Attempts, timeouts and what they do.
struct FailureTests {
  static func caller(_ link: String, rate: Int = 50, callee: String = "replicas: 1, workers: 50", time: String = "10ms")
    -> String
  {
    """
    services:
      front: {replicas: 1, workers: 50, operations: {ask: {service_time: 0ms}}}
      back: {\(callee), operations: {answer: {service_time: \(time)}}}
    links: [{from: front.ask, to: back.answer\(link)}]
    workloads: {asking: {entry: front.ask, rate: \(rate)/s}}
    """
  }

  /// Attempts (1 − p³) / (1 − p) load the callee; p³ of the requests fail.
  @Test func failureRate() throws {
    let result = try simulate(Self.caller(", failure_rate: 50%, retry: {max_attempts: 3, backoff: none}"))
    #expect(try #require(result.components.last).arrivalRate.isNear(50 * 1.75, within: 0.06))
    #expect(try #require(result.workloads.first?.failureShare).isNear(0.125, within: 0.15))
  }

  @Test func notRequired() throws {
    let result = try simulate(Self.caller(", failure_rate: 50%, retry: none, required: false"))
    #expect(try #require(result.workloads.first?.failureShare).value == 0)
  }

  @Test func budget() throws {
    let result = try simulate(
      Self.caller(", failure_rate: 50%, retry: {max_attempts: 3, backoff: none, budget: 20%}"), .tiny(10_000))
    #expect(try #require(result.components.last).arrivalRate.isNear(60, within: 0.05))
  }

  /// 50 servers of 100 ms and a timeout of 5 times that: hardly any waits, e^-5 of the attempts are given up.
  @Test func timeout() throws {
    let text = """
      clients: {web: {retry: {max_attempts: 3, backoff: none}}}
      services: {shop: {replicas: 1, workers: 50, operations: {buy: {service_time: 100ms}}}}
      links: [{from: web, to: shop.buy, timeout: 500ms}]
      workloads: {buying: {client: web, entry: shop.buy, rate: 300/s}}
      """
    let result = try simulate(text, .tiny(25_000))
    #expect(abs(try #require(result.workloads.first?.attempts).value - 1.00683) < 0.0015)
  }

  /// Waits of 10 and 20 ms between three attempts that all fail.
  @Test func backoff() throws {
    let text = Self.caller(
      """
      , failure_rate: 100%, required: false,
         retry: {max_attempts: 3, backoff: exponential, initial_interval: 10ms}
      """, time: "{mean: 1ms, cv2: 0}")
    #expect(try #require(simulate(text).workloads.first?.latency?.p50).isNear(0.033, within: 0.001))
  }

  /// The whole call ends at its deadline, however many attempts are left.
  @Test func deadline() throws {
    let text = Self.caller(
      ", required: false, timeout: 30ms, deadline: 50ms, retry: {max_attempts: unlimited, backoff: none}",
      time: "{mean: 100ms, cv2: 0}")
    let result = try simulate(text)
    #expect(try #require(result.workloads.first?.latency?.p50).isNear(0.050, within: 0.001))
    #expect(try #require(result.components.last).arrivalRate.isNear(100, within: 0.06))
  }

  /// Work whose caller has gone is dropped when its turn comes, so that more of it is in time.
  @Test func deadlinePropagation() throws {
    func success(_ link: String) throws -> Double {
      let text = Self.caller(", timeout: 100ms, retry: none\(link)", rate: 150, callee: "replicas: 1, workers: 1")
      return 1 - (try #require(simulate(text).workloads.first?.failureShare).value)
    }
    #expect(try success("") < 0.3)
    #expect(try success(", deadline_propagation: true") > 0.4)
  }

  /// Refused at once, repeated at once and for ever: time goes on all the same.
  @Test func refusedForEver() throws {
    let result = try simulate(
      """
      clients: {web: {retry: {max_attempts: unlimited, backoff: none}}}
      services: {shop: {replicas: 1, workers: 1, queue_limit: 1, operations: {buy: {service_time: 10ms}}}}
      workloads: {buying: {client: web, entry: shop.buy, rate: 200/s}}
      """)
    #expect(try #require(result.workloads.first).throughput.isNear(100, within: 0.1))
  }
}
