import Analysis
import Checking
import Diagnostics
import Frontends
import Rules
import Topology
import YAMLTree

@testable import Reports

/// A model that was checked with a few rules.
struct Checked {
  var result: CheckResult
  var context: ReportContext

  /// - Parameter model: The text of a topology file, without `topolint: 1`.
  init(_ model: String, rules: [String] = [], today: String = "2026-11-23") throws {
    var sources = Sources()
    let file = SourceFile(path: "shop.yaml", bytes: Array("topolint: 1\n\(model)\n".utf8))
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    let texts = rules.enumerated().map { RuleText(path: "rules/\($0).yaml", text: $1, isBuiltin: true) }
    let library = RuleLibrary(texts, sources: &sources)
    let problems = (read.diagnostics + library.diagnostics).filter { $0.severity == .error }.map(\.message)
    guard problems.isEmpty else { throw Unusable(problems: problems) }
    let checker = Checker(rules: library.rules, configuration: Configuration(), today: today)
    result = checker.check(read, streams: [stream], knownRules: library.rules.map(\.id))
    context = ReportContext(sources: sources, toolVersion: "1.2.3", style: RenderStyle(color: false, width: 100))
  }

  struct Unusable: Error { var problems: [String] }

  var analyses: [CapacityAnalysis] { result.systems.map { CapacityAnalysis(of: $0.topology) } }
}

enum SmallRules {
  static let timeout = """
    id: missing-timeout
    title: A synchronous call may wait for ever
    severity: error
    profile: core
    concern: resilience
    for: link l
    where: |
      l.mode == "sync" && l.source.kind != "client"
    when: |
      l.timeout == null
    message: >-
      `${l.source.name}` waits for `${l.target.name}` without a time limit
    evidence: [l]
    rationale: >-
      A slow callee holds its callers.

      It spreads backwards.
    fix:
      - say: Set a limit
        for: l
        set: {timeout: 1s}
      - say: Or use a queue
    false_positives: A proxy cuts the call.
    references: ["Nygard, Release It!"]
    """

  static let encryption = """
    id: plain-transport
    title: Data travels in the clear
    severity: warning
    profile: deep
    concern: security
    for: link l
    when: |
      l.transport == "none"
    message: "`${l.id}` is not encrypted"
    rationale: Anybody on the way can read it.
    fix:
      - say: Encrypt it
    false_positives: ""
    references: []
    """
}

enum Models {
  static let twoCalls = """
    system: shop
    clients: {people: {}}
    services:
      web: {operations: {pay: {}}}
      payments: {operations: {charge: {}}}
    stores:
      db: {technology: postgres}
    queues:
      events: {}
    links:
      - {from: people, to: web.pay}
      - {from: web.pay, to: payments.charge, timeout: none}
      - {from: payments.charge, to: db, access: write}
      - {from: payments.charge, to: events}
    """

  /// What binds is behind a queue.
  static let cornerShop = """
    system: shop
    clients: {people: {}}
    services:
      web: {replicas: 2, concurrency: 10, operations: {buy: {service_time: 10ms}}}
      shipping: {replicas: 2, concurrency: 4, operations: {ship: {service_time: 40ms}}}
    queues: {events: {}}
    links:
      - {from: web.buy, to: events}
      - {from: events, to: shipping.ship}
    workloads:
      checkout: {client: people, entry: web.buy, rate: 120/s, peak: 900/s}
    """
}
