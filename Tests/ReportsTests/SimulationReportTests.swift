import Analysis
import Checking
import Simulation
import Testing

@testable import Reports

/// Simulated figures beside computed ones.
@Suite struct SimulationReportTests {
  private static let shop = """
    system: shop
    clients: {web: {retry: {max_attempts: 3, backoff: none}}}
    services: {shop: {replicas: 1, workers: 10, operations: {buy: {service_time: 20ms}}}}
    links: [{from: web, to: shop.buy, timeout: 500ms}]
    workloads: {buying: {client: web, entry: shop.buy, rate: 350/s, peak: 600/s}, asking: {entry: shop.buy}}
    """

  private static func report(_ model: String, events: Int = 8000) throws -> (CapacityReport, ReportContext) {
    var options = SimulationOptions()
    options.replications = 4
    options.rounds = 1
    options.eventsPerRun = events
    let checked = try Checked(model)
    let analysis = try #require(checked.analyses.first)
    return (CapacityReport(analysis, witness: Witness(of: analysis.topology, options)), checked.context)
  }

  private static var settled: String { shop.replacing(", asking: {entry: shop.buy}", with: "") }

  @Test func textShowsBothAndTheVerdict() throws {
    let (report, context) = try Self.report(Self.settled)
    let text = CapacityText.render([report], in: context)
    for part in [
      "Simulated at the ordinary rate", "Simulated at peak", "After a disturbance", "4 runs of ", "seed 1",
      "after an outage of `shop` of 1s, `buying` does not recover although the load is removed: 3",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
    let comparison = SimulationComparison(try #require(report.witness?.rate), report.analysis, .rate)
    #expect(comparison.notConfirmed.isEmpty, "\(text)")
    #expect(
      comparison.all.map(\.pair.name) == ["mean", "p50", "p95", "p99", "arrivals", "busy", "wait", "mean", "p99"])
  }

  /// At 600/s of 500/s both say that there is no end, but retries ask for more than the formula knows.
  @Test func whatDiffersIsSaid() throws {
    let (report, context) = try Self.report(Self.settled.replacing("350/s", with: "150/s"), events: 20_000)
    let peak = try #require(report.witness?.peak)
    let comparison = SimulationComparison(peak, report.analysis, .peak)
    #expect(comparison.components.first?.measures.growth != nil)
    #expect(comparison.components.first?.mean.verdict == .agrees)
    #expect(comparison.notConfirmed.map(\.pair.name) == ["arrivals"])
    let text = CapacityMarkdown.render([report], in: context)
    #expect(text.contains("arrivals: computed 600/s, simulated "), "\(text)")
    #expect(text.contains(": not confirmed"), "\(text)")
  }

  /// What a full queue loses keeps its consumer neither busy nor waiting.
  @Test func fullQueuesAreCompared() throws {
    let (report, context) = try Self.report(
      """
      system: orders
      services:
        web: {replicas: 1, workers: 100, operations: {send: {service_time: 1ms}}}
        shop: {replicas: 1, workers: 2, operations: {buy: {service_time: 10ms}}}
      queues: {orders: {max_length: 3, overflow: drop-newest, delivery: at-least-once, max_receives: 5}}
      links: [{from: web.send, to: orders}, {from: orders, to: shop.buy}]
      workloads: {buying: {entry: web.send, rate: 240/s}}
      """, events: 30_000)
    let comparison = SimulationComparison(try #require(report.witness?.rate), report.analysis, .rate)
    let text = CapacityText.render([report], in: context)
    #expect(comparison.notConfirmed.isEmpty, "\(text)")
    let shop = try #require(comparison.components.first { $0.name == "shop" })
    #expect(shop.pairs.map(\.verdict) == Array(repeating: .agrees, count: 5), "\(text)")
  }

  @Test func jsonHasIt() throws {
    let (report, context) = try Self.report(Self.settled)
    let text = CapacityJSON.render([report], in: context)
    for part in [
      "\"simulation\": {", "\"verdict\": \"agrees\"", "\"halfWidth\": ", "\"recovers\": false", "\"seed\": 1,",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
    let unasked = CapacityJSON.render([CapacityReport(report.analysis)], in: context)
    #expect(!unasked.contains("\"simulation\""))
  }

  /// Replicas fail only where that is asked for; how many did is said.
  @Test func failuresOfReplicasAreCounted() throws {
    let frail =
      "services: {web: {replicas: 1, workers: 8, mtbf: 200ms, mttr: 100ms, operations: {show: {effect: read, service_time: 5ms}}}}"
    let checked = try Checked("system: frail\n\(frail)\nworkloads: {showing: {entry: web.show, rate: 50/s}}")
    let analysis = try #require(checked.analyses.first)
    var options = SimulationOptions()
    (options.replications, options.rounds, options.eventsPerRun) = (2, 1, 2000)
    func text(_ options: SimulationOptions) -> String {
      let witness = Witness(of: analysis.topology, options)
      return CapacityText.render([CapacityReport(analysis, witness: witness)], in: checked.context)
    }
    #expect(!text(options).contains("failures of replicas"))
    options.breaksReplicas = true
    #expect(text(options).contains(" failures of replicas"))
  }

  @Test func whatCannotBeSimulatedIsSaid() throws {
    let (report, context) = try Self.report(Self.shop)
    let text = CapacityText.render([report], in: context)
    for part in [
      "`asking` cannot be simulated without `asking.rate`",
      "`buying` is not simulated: it shares components with `asking`, which cannot be",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }
}
