import Checking
import Diagnostics
import Explanations
import Frontends
import Reports
import Rules
import Testing
import YAMLTree

/// A small shop with a defect, an open verdict and a load.
let shop = """
  system: shop
  clients:
    shoppers: {trust: untrusted, retry: {max_attempts: 3}}
  services:
    orders:
      replicas: 2
      concurrency: 4
      operations:
        create: {effect: create, idempotency: none, service_time: 10ms}
        list: {effect: read, service_time: 5ms}
        cancel: {effect: update}
    mailer: {operations: {send: {effect: command}}}
  stores:
    orders-db: {concurrency: 8, service_time: {read: 1ms, write: {value: 4ms, basis: assumed, evidence: "a guess"}}}
  queues:
    events: {delivery: at-least-once}
  links:
    - {from: shoppers, to: orders.create}
    - {from: orders.create, to: orders-db, access: write, timeout: 200ms, retry: {max_attempts: 2}}
    - {from: orders.create, to: events}
    - {from: events, to: mailer.send}
    - {from: orders, to: orders-db, access: read, name: reading}
    - {from: mailer.send, to: orders.cancel, retry: none}
  data:
    orders: {canonical: orders-db}
  workloads:
    checkout: {client: shoppers, entry: orders.create, rate: 100/s, peak: 400/s}
  """

let repeatedEffect = """
  id: repeated-effect
  title: A repeated operation takes effect twice
  severity: error
  concern: idempotency
  for: operation o
  params:
    least: {type: number, default: 1, doc: attempts that are no repetition}
  where: |
    !(o.effect in ["read", "compute"])
  when: |
    o.idempotency.mechanism == "none" && o.incoming.exists(l, l.attempts > least)
  let:
    repeaters: |
      o.incoming.filter(l, l.attempts > least)
  message: "`${o.id}` takes effect twice"
  evidence: [o, repeaters]
  rationale: Nobody wants two orders.
  fix:
    - say: Take a key from the caller
      for: o
      set: {idempotency: key}
    - say: Or think again
  false_positives: The caller never repeats.
  references: ["RFC 9110"]
  examples:
    - name: a charge
      model: |
        services: {payments: {operations: {charge: {effect: create, idempotency: none}}}}
      expect: {fail: [payments.charge]}
    - name: nobody said
      model: |
        services: {payments: {operations: {charge: {effect: create}}}}
      expect: {unknown: [payments.charge], missing: [payments.charge.idempotency]}
  """

/// A model with the rule above decided on it.
struct Subject {
  var explainer: Explainer
  var context: ReportContext
  var report: SystemReport

  init(_ model: String = shop, rule text: String = repeatedEffect) throws {
    var sources = Sources()
    let file = SourceFile(path: "shop.yaml", bytes: Array("topolint: 1\n\(model)".utf8))
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: .init()).read([InputFile(stream: stream, isNamed: true)])
    let problems = read.diagnostics.map(\.message)
    try #require(problems == [])
    let ruleFile = SourceFile(path: "rule.yaml", bytes: Array(text.utf8))
    let id = sources.add(ruleFile)
    let rule = try RuleReader().read(ruleFile, id: id).get()
    let examples = try RuleReader().readExamples(ruleFile, id: id).get()
    let checker = Checker(rules: [rule], configuration: Configuration(), today: "2026-01-01")
    let result = checker.check(read, streams: [stream], knownRules: [rule.id])
    try #require(result.faults.isEmpty, "\(result.faults)")
    report = try #require(result.systems.first)
    explainer = Explainer(report: report, rules: [rule], examples: [rule.id: examples])
    context = ReportContext(sources: sources, toolVersion: "1.2.3", style: RenderStyle(color: false, width: 100))
  }

  /// The explanation as a terminal shows it.
  func text(_ subject: String) throws -> String { ExplanationText.render(try explainer.explain(subject), in: context) }
}

extension Explanation {
  func section(_ title: String) -> Section? { sections.first { $0.title == title } }

  /// The fact lines of a section.
  func facts(_ title: String) -> [FactLine] {
    (section(title)?.blocks ?? []).flatMap { block in
      if case .facts(let lines) = block { lines } else { [FactLine]() }
    }
  }

  func fact(_ title: String, _ name: String) -> FactLine? { facts(title).first { $0.name == name } }

  /// The items of the lists of a section.
  func items(_ title: String) -> [String] {
    (section(title)?.blocks ?? []).flatMap { block in
      if case .list(let items) = block { items } else { [String]() }
    }
  }

  /// The trees of a section.
  func trees(_ title: String) -> [TreeNode] {
    (section(title)?.blocks ?? []).flatMap { block in
      if case .tree(let nodes) = block { nodes } else { [TreeNode]() }
    }
  }
}

extension Explanation.TreeNode {
  /// The node and everything below.
  var all: [Explanation.TreeNode] { [self] + children.flatMap(\.all) }
}
