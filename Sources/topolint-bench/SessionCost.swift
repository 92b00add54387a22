import BuiltinRules
import Checking
import Diagnostics
import Explanations
import Frontends
import Foundation
import Reports
import Rules
import Topology
import YAMLTree

/// The time of each answer in a session that nobody lets prepare anything: every line comes as soon as the last is
/// answered, and is shown as text, as `topolint explain -i` does.
struct SessionCost {
  /// A line with the seconds until its answer was text.
  struct Answer {
    let line: String
    let seconds: Double
    /// Seconds of all processors, which other processes of the machine change less.
    let work: Double
  }

  let components: Int
  /// From bytes to the prompt.
  let opening: Double
  /// The same in seconds of all processors.
  let openingWork: Double
  let answers: [Answer]

  init(_ bytes: [UInt8], rules: RuleLibrary, sources: Sources) {
    let clock = ContinuousClock()
    let (start, work) = (clock.now, processorSeconds())
    var sources = sources
    let file = SourceFile(path: "generated.yaml", bytes: bytes)
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    precondition(!read.hasErrors, "the generated topology is valid")
    let checker = Checker(rules: rules.rules, configuration: Configuration(), today: "2026-01-01")
    let known = rules.rules.map(\.id)
    var session = Session(
      SessionModel(
        systems: read.topologies, sources: sources, streams: [stream], rules: rules.rules, decided: checker.rules
      ) { checker.check([$0], streams: [stream], knownRules: known, triesFixes: false).systems[0] })
    session.open()
    opening = (clock.now - start).seconds
    openingWork = processorSeconds() - work
    var script = SessionScript()
    var answers: [Answer] = []
    while let line = script.next() {
      let (start, work) = (clock.now, processorSeconds())
      let answer = session.answer(line)
      let text = Self.text(answer, sources: session.sources)
      answers.append(
        Answer(line: line, seconds: (clock.now - start).seconds, work: processorSeconds() - work))
      precondition(!text.hasPrefix("no answer"), "the script asks what can be answered")
      script.take(answer, of: line)
    }
    components = read.topologies.reduce(0) { $0 + $1.count(.party) }
    self.answers = answers
  }

  private static func text(_ answer: SessionAnswer, sources: Sources) -> String {
    let context = ReportContext(
      sources: sources, toolVersion: "bench", style: RenderStyle(color: false, width: 100))
    switch answer {
    case .text(let text): return text
    case .explanation(let explanation): return ExplanationText.render(explanation, in: context)
    case .sections(let sections): return ExplanationText.render(sections, in: context)
    case .capacity(let capacity):
      return capacity.text { CapacityText.render([CapacityReport($0, before: $1)], in: context) }
    case .problem(let message, _): return "no answer: \(message)"
    case .mistake(let diagnostic): return "no answer: \(diagnostic.message)"
    case .load, .save, .quit, .nothing: return "no answer"
    }
  }
}

/// The lines of a session: every question, then again after each of a few settings, of which the numbers of findings are
/// known only when they have been listed.
struct SessionScript {
  private var lines = ["findings"]
  private var position = 0
  private var hasFindings = false

  /// Facts that much follows from, one of each kind.
  private static let settings = [
    "service-3.run -> service-59.run.timeout=3s", "service-10.replicas=9", "service-5.run.service_time=40ms",
    "service-0.run.idempotency=none", "main.rate=50/s",
  ]

  mutating func next() -> String? {
    guard position < lines.count else { return nil }
    position += 1
    return lines[position - 1]
  }

  /// Reads the first finding of each rule from the first list.
  mutating func take(_ answer: SessionAnswer, of line: String) {
    guard line == "findings", !hasFindings, case .sections(let sections) = answer,
      case .table(let table)? = sections.first?.blocks.first
    else { return }
    hasFindings = true
    var seen: Set<String> = []
    let first = table.rows.filter { seen.insert($0[2]).inserted }
    lines += first.map { "why \($0[0])" }
    lines += [
      "questions", "questions all", "show service-0", "show service-10", "show store-3", "show queue-2",
      "show workload:main", "show retry", "path service-0 -> store-3", "path service-0 -> service-869", "capacity",
      "path service-1 -> service-400", "eval services.filter(s, s.utilization > 0.5).size()",
      "eval links.filter(l, l.worst_time > duration('1s')).size()",
    ]
    for setting in Self.settings {
      lines += ["set \(setting)", "findings", "diff", "capacity", "why 1", "why 40", "show workload:main"]
      lines += ["unset"]
    }
    lines += ["set \(Self.settings[0])", "diff", "set \(Self.settings[1])", "diff", "unset \(targetOfFirst)", "diff"]
  }

  private var targetOfFirst: String { String(Self.settings[0].prefix { $0 != "=" }) }
}
