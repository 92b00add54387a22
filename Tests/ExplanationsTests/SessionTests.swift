import Checking
import Diagnostics
import Frontends
import Rules
import Testing
import Topology
import YAMLTree

@testable import Explanations

struct SessionTests {
  private static let shop = """
    system: shop
    clients: {users: {retry: none}}
    services:
      web: {replicas: 2, concurrency: 4, operations: {buy: {effect: create, idempotency: none, service_time: 10ms}}}
      api: {replicas: 2, concurrency: 4, operations: {run: {effect: read, service_time: 10ms}}}
    links: [{from: users, to: web.buy, retry: none}, {from: web.buy, to: api.run, timeout: none, retry: none}]
    workloads: {orders: {client: users, entry: web.buy, rate: 100/s, peak: 200/s}}
    """

  private static let rule = """
    id: missing-timeout
    title: A call without a limit
    severity: error
    concern: resilience
    for: link l
    where: |
      l.source.kind != "client"
    when: |
      l.timeout == null
    message: "`${l.id}` has no limit"
    rationale: It waits.
    """

  @Test func answersFollowTheLines() throws {
    var session = try session()
    #expect(text(session.answer("findings")).contains("`web.buy -> api.run` has no limit"))
    #expect(text(session.answer("eval services.size()")) == "2")
    #expect(text(session.answer("services.size() + 1")) == "3")
    #expect(text(session.answer("web")).contains("service `web`"))
    #expect(text(session.answer("show orders.max_rate")).contains("800/s"))
    #expect(text(session.answer("path users -> api")).contains("over 2 links"))
    #expect(text(session.answer("why 1")).contains("error[missing-timeout]"))
    #expect(text(session.answer("why 2")).contains("there is nothing called `2`"))
    #expect(text(session.answer("")).isEmpty)
  }

  /// What was asked before a value is set, and kept, is not what is told after it.
  @Test(arguments: [
    "web.buy -> api.run.parallel=both", "web.buy -> api.run.latency=20ms", "web.buy -> api.run.timeout=1s",
    "web.buy -> api.run.required=false", "api.run.service_time=15ms", "api.replicas=5", "api.availability=99%",
    "web.zones=[a, b]", "api.concurrency=2", "orders.rate=50/s", "orders.slo.latency.p99=100ms",
  ]) func whatWasKeptIsNotToldOfSetValues(setting: String) throws {
    let questions = [
      "show workload:orders", "show web", "show api", "show web.buy -> api.run", "path users -> api", "why 1",
    ]
    var (warm, cold) = (try session(), try session())
    for question in questions { _ = text(warm.answer(question)) }
    #expect(text(warm.answer("set \(setting)")) == text(cold.answer("set \(setting)")))
    for question in questions {
      #expect(text(warm.answer(question)) == text(cold.answer(question)), "\(question)")
    }
  }

  @Test func settingsAreTriedComparedAndTakenBack() throws {
    var session = try session()
    #expect(text(session.answer("diff")).contains("nothing is set"))
    #expect(text(session.answer("set web -> api.timeout=1s")).contains("names no fact"))
    #expect(text(session.answer("set web.buy -> api.run.timeout=1s")).contains("= 1s"))
    #expect(text(session.answer("set web.replicas=4")).contains("= {min: 4, max: 4}"))
    #expect(session.settingCount == 2)
    let diff = text(session.answer("diff"))
    #expect(diff.contains("cleared: error[missing-timeout]"), "\(diff)")
    #expect(diff.contains("`web.utilization` 12.5% 6.25%"), "\(diff)")
    #expect(text(session.answer("unset web.replicas")).contains("web.buy -> api.run.timeout"))
    #expect(text(session.answer("unset web.replicas")).contains("is not set"))
    #expect(text(session.answer("unset all")) == "nothing is set")
    #expect(text(session.answer("findings")).contains("has no limit"))
  }

  @Test func settingTheSameFactAgainReplacesIt() throws {
    var session = try session()
    _ = session.answer("set web.replicas=4")
    _ = session.answer("set web.replicas=6")
    #expect(text(session.answer("sets")) == "web.replicas 6")
  }

  @Test func savedSettingsAreEditsOfTheFile() throws {
    var session = try session()
    #expect(text(session.answer("save out.diff")).contains("nothing to save"))
    _ = session.answer("set web.replicas=4")
    _ = session.answer("set web.buy -> api.run.timeout=1s")
    guard case .save("out.diff", let edits) = session.answer("save out.diff") else {
      Issue.record("no edits")
      return
    }
    let file = session.sources[FileID(rawValue: 0)]
    let saved = String(decoding: file.applying(edits), as: UTF8.self)
    #expect(saved.contains("web: {replicas: 4, concurrency: 4"))
    #expect(saved.contains("timeout: 1s"))
  }

  @Test(arguments: [
    ("why", "`why` needs more"), ("nonsense", "nothing called `nonsense`"),
    ("set web.replica=2", "did you mean `replicas`?"),
    ("1 +", "an expression is missing at the end"), ("use elsewhere", "there is no system called `elsewhere`"),
    ("show nothing", "nothing called"),
  ])
  func mistakesAreExplained(line: String, part: String) throws {
    var session = try session()
    #expect(text(session.answer(line)).contains(part), "\(text(session.answer(line)))")
  }

  @Test(arguments: [
    ("fi", "findings"), ("show web.b", "web.buy"), ("set web.repl", "web.replicas="), ("path web.buy -> ap", "api"),
    ("eval serv", "services"), ("why ", "41b7"), ("set we", "web."),
  ])
  func wordsAreCompleted(head: String, word: String) throws {
    var session = try session()
    let completion = session.completion(of: head)
    if head == "why " {
      #expect(completion.words == session.report().findings.map(\.shortID).sorted())
    } else {
      #expect(completion.words.contains(word), "\(completion)")
      let typed = head.suffix(completion.typed)
      #expect(completion.words.allSatisfy { $0.hasPrefix(typed) })
    }
  }

  @Test func preparedAnswersAreTheSame() throws {
    var (plain, prepared) = (try session(), try session())
    let questions = prepared.likelyQuestions
    #expect(questions.first == "findings" && !questions.contains("diff"))
    #expect(prepared.likelyQuestions.isEmpty)
    for question in questions { _ = prepared.answer(question) }
    for line in ["set web.replicas=4", "diff", "findings", "unset", "findings"] {
      var copy = prepared
      for question in copy.likelyQuestions { _ = copy.answer(question) }
      #expect(text(prepared.answer(line)) == text(plain.answer(line)))
    }
  }

  // MARK: Support

  private func session() throws -> Session {
    var sources = Sources()
    let file = SourceFile(path: "shop.yaml", bytes: Array("topolint: 1\n\(Self.shop)\n".utf8))
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    #expect(!read.hasErrors)
    let library = RuleLibrary([RuleText(path: "rules/a.yaml", text: Self.rule, isBuiltin: true)], sources: &sources)
    #expect(!library.diagnostics.contains { $0.severity == .error })
    let checker = Checker(rules: library.rules, configuration: Configuration(), today: "2026-01-01")
    return Session(
      SessionModel(
        systems: read.topologies, sources: sources, streams: [stream], rules: library.rules, decided: checker.rules
      ) { checker.check([$0], streams: [stream], knownRules: library.rules.map(\.id)).systems[0] })
  }

  /// All words of an answer.
  private func text(_ answer: SessionAnswer) -> String {
    switch answer {
    case .explanation(let explanation): ([explanation.title] + explanation.sections.map(text)).joined(separator: "\n")
    case .sections(let sections): sections.map(text).joined(separator: "\n")
    case .text(let text): text
    case .problem(let message, let help): [message, help ?? ""].joined(separator: "\n")
    case .mistake(let diagnostic): ([diagnostic.message] + diagnostic.helps).joined(separator: "\n")
    case .capacity, .load, .save, .quit, .nothing: ""
    }
  }

  private func text(_ section: Explanation.Section) -> String {
    let blocks = section.blocks.map { block in
      switch block {
      case .paragraph(let text): text
      case .list(let items): items.joined(separator: "\n")
      case .facts(let lines): lines.map { "\($0.name) \($0.value)" }.joined(separator: "\n")
      case .code(let text, _): text
      case .table(let table): table.rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
      case .tree: ""
      }
    }
    return ([section.title] + blocks).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
