internal import Analysis
internal import Checking
public import Diagnostics
internal import Frontends
internal import Rules
internal import Topology

/// A conversation about one model that stays loaded: questions, and values that are tried.
///
/// Free of any terminal: a line goes in, an answer comes out. Rules are decided when an answer needs them, not when a
/// value is set.
public struct Session: Sendable {
  /// What was read.
  public private(set) var model: SessionModel
  /// The position of the system that is talked about.
  private var system = 0
  /// The settings in the order in which they were made; one for each fact.
  private var settings: [FactSetting] = []
  /// The model as it was read, and with the settings.
  private var before: SessionState
  private var now: SessionState

  /// Begins with the first system.
  public init(_ model: SessionModel) {
    self.model = model
    before = SessionState(model.systems[0], check: model.check)
    now = before
  }

  /// The sources that spans in answers refer to.
  public var sources: Sources { model.sources }

  private var topology: Topology { now.topology }

  /// The name of the system, for a prompt.
  public var name: String { topology.name ?? "topology" }

  /// How many settings are tried.
  public var settingCount: Int { settings.count }

  /// The facts that are set.
  var targets: [String] { settings.map(\.target) }

  /// Turns to other files; settings are dropped.
  public mutating func load(_ model: SessionModel) {
    self = Session(model)
  }

  private static let mostLikely = 4
  /// Of a larger system, answers that nobody has asked for yet would keep people waiting for the prompt.
  private static let largestOpening = 2_000

  /// Works out what nearly all answers rest on, so that the first comes as soon as the others; of a large system nothing.
  public func open() {
    if topology.count(.party) <= Self.largestOpening { now.prepare() }
  }

  /// Questions that are likely to come next, for whoever has time to work out their answers before; empty the second time.
  ///
  /// What answers rest on is kept, and shared by all copies of the session.
  public var likelyQuestions: [String] {
    guard now.beginPreparation() else { return [] }
    let workloads = topology.rows(of: .workload).prefix(Self.mostLikely).map {
      "show workload:\(topology.id(of: EntityID(.workload, $0)))"
    }
    return ["findings"] + (settings.isEmpty ? [] : ["diff"]) + ["capacity"] + workloads
      + (1...Self.mostLikely).map { "why \($0)" }
  }

  /// The answer to a line.
  public mutating func answer(_ line: String) -> SessionAnswer {
    switch SessionCommand(line) {
    case .nothing: return .nothing
    case .quit: return .quit
    case .help: return .sections([SessionLists.help])
    case .findings: return .sections(SessionLists.findings(report()))
    case .questions(let all): return .sections(SessionLists.questions(report(), all: all))
    case .capacity:
      return .capacity(SessionCapacity(now, before: settings.isEmpty ? nil : before))
    case .why(let id): return explained(finding(at: id) ?? id)
    case .show(let subject): return explained(subject)
    case .path(let ends): return explained(ends)
    case .set(let text): return set(text)
    case .unset(let target): return unset(target)
    case .sets: return SessionLists.settings(settings)
    case .diff: return diff()
    case .use(let name): return use(name)
    case .load(let path): return .load(path: path)
    case .save(let path): return save(path)
    case .eval(let text): return evaluated(text)
    case .other(let text): return explainedOrEvaluated(text)
    case .incomplete(let word): return .problem("`\(word.rawValue)` needs more", help: "write `\(word.usage)`")
    }
  }

  // MARK: Questions

  /// The report on the model as it is now.
  func report() -> SystemReport { now.report }

  /// An answer of an explainer of the model as it is now.
  func explaining<Answer>(_ question: (Explainer) -> Answer) -> Answer {
    now.reading { question(explainer($0)) }
  }

  private func explainer(_ report: SystemReport) -> Explainer {
    Explainer(report: report, rules: model.rules, decided: model.decided)
  }

  private mutating func explained(_ subject: String) -> SessionAnswer {
    do {
      return .explanation(try now.explanation(of: subject, explainer))
    } catch {
      return .problem(error.message, help: error.help)
    }
  }

  /// The finding at a place of the list, counted from one.
  private func finding(at place: String) -> String? {
    guard place.utf8.count < 8, let number = Int(place), report().findings.indices.contains(number - 1) else {
      return nil
    }
    return report().findings[number - 1].shortID
  }

  /// What is no command is a subject if there is one of the name, else an expression.
  private mutating func explainedOrEvaluated(_ text: String) -> SessionAnswer {
    if let explanation = explaining({ $0.find(text) }) { return .explanation(explanation) }
    if let query = try? ModelQuery.read(text, attributes: topology.customAttributes, sources: &model.sources) {
      return .text(now.reading { query.answer(on: $0.model) })
    }
    // A single word was meant as a name; anything else as an expression.
    if text.contains(where: { " ()[]=<>&|!?+*".contains($0) }), !text.contains(" -> ") { return evaluated(text) }
    guard case .problem(let message, let help) = explained(text) else { return evaluated(text) }
    return .problem(message, help: help.map { "\($0); `help` lists the commands" })
  }

  private mutating func evaluated(_ text: String) -> SessionAnswer {
    do {
      let query = try ModelQuery.read(text, attributes: topology.customAttributes, sources: &model.sources)
      return .text(now.reading { query.answer(on: $0.model) })
    } catch {
      return error.diagnostics.first.map(SessionAnswer.mistake) ?? .problem("not an expression", help: nil)
    }
  }

  private mutating func use(_ name: String) -> SessionAnswer {
    guard let position = model.systems.firstIndex(where: { $0.name == name }) else {
      let names = model.systems.map { "`\($0.name ?? "(no name)")`" }.joined(separator: ", ")
      return .problem("there is no system called `\(name)`", help: "the systems are \(names)")
    }
    system = position
    settings = []
    before = SessionState(model.systems[position], check: model.check)
    now = before
    return .text("`\(name)`")
  }

  // MARK: Settings

  private mutating func change(to topology: Topology) {
    now = SessionState(topology, from: before, check: model.check)
  }

  private mutating func set(_ text: String) -> SessionAnswer {
    do {
      let setting = try FactSetting(text, in: topology, sources: &model.sources)
      change(to: try setting.applied(to: topology, sources: &model.sources))
      settings.removeAll { $0.fact == setting.fact }
      settings.append(setting)
      return .text("\(setting.target) = \(topology.valueText(setting.fact)); `diff` shows what it changes")
    } catch {
      return .mistake(error.diagnostic)
    }
  }

  private mutating func unset(_ target: String?) -> SessionAnswer {
    guard let target else {
      settings = []
      now = before
      return .text("nothing is set")
    }
    guard let position = settings.firstIndex(where: { $0.target == target }) else {
      return .problem("`\(target)` is not set", help: "`sets` lists what is")
    }
    settings.remove(at: position)
    guard !settings.isEmpty else { return unset(nil) }
    var topology = model.systems[system]
    for setting in settings {
      // Each was possible before, but perhaps only together with the one that is gone.
      guard let next = try? setting.applied(to: topology, sources: &model.sources) else {
        return .problem("without it `\(setting.target)` cannot be set", help: "unset that first, or `unset` all")
      }
      topology = next
    }
    change(to: topology)
    return SessionLists.settings(settings)
  }

  private mutating func diff() -> SessionAnswer {
    guard let difference = now.difference else {
      return .problem("nothing is set", help: "try a value with `set FACT=VALUE`")
    }
    return .sections(DifferenceExplanation(difference).sections("What the settings change"))
  }

  private func save(_ path: String) -> SessionAnswer {
    guard !settings.isEmpty else { return .problem("nothing is set, so there is nothing to save", help: nil) }
    let patch = FactPatch(model.systems[system], streams: model.streams)
    var edits: [TextEdit] = []
    for setting in settings {
      do {
        edits.append(try patch.set(setting.fact.column, of: setting.fact.entity, to: setting.value))
      } catch {
        return .problem("`\(setting.target)` is no plain edit of a file", help: error.help)
      }
    }
    guard let merged = TextEdit.merged(edits) else {
      return .problem(
        "two settings change the same text",
        help: "set the whole record at once, e.g. `set web.replicas={min: 2, max: 8}`")
    }
    return .save(path: path, edits: merged)
  }
}
