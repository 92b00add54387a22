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
  /// The model with the settings.
  private var topology: Topology
  private var reportNow: SystemReport?
  private var reportBefore: SystemReport?

  /// Begins with the first system.
  public init(_ model: SessionModel) {
    self.model = model
    topology = model.systems[0]
  }

  /// The sources that spans in answers refer to.
  public var sources: Sources { model.sources }

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

  /// The answer to a line.
  public mutating func answer(_ line: String) -> SessionAnswer {
    switch SessionCommand(line) {
    case .nothing: return .nothing
    case .quit: return .quit
    case .help: return .sections([SessionLists.help])
    case .findings: return .sections(SessionLists.findings(report()))
    case .questions: return .sections(SessionLists.questions(report()))
    case .capacity:
      return .capacity(
        CapacityAnalysis(of: topology),
        before: settings.isEmpty ? nil : CapacityAnalysis(of: model.systems[system]))
    case .why(let id): return explained(id)
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
  mutating func report() -> SystemReport {
    if let reportNow { return reportNow }
    let report = model.check(topology)
    reportNow = report
    if settings.isEmpty { reportBefore = report }
    return report
  }

  mutating func explainer() -> Explainer { Explainer(report: report(), rules: model.rules, decided: model.decided) }

  private mutating func explained(_ subject: String) -> SessionAnswer {
    do {
      return .explanation(try explainer().explain(subject))
    } catch {
      return .problem(error.message, help: error.help)
    }
  }

  /// What is no command is a subject if there is one of the name, else an expression.
  private mutating func explainedOrEvaluated(_ text: String) -> SessionAnswer {
    if let explanation = try? explainer().explain(text) { return .explanation(explanation) }
    if let query = try? ModelQuery.read(text, attributes: topology.customAttributes, sources: &model.sources) {
      return .text(query.answer(on: topology))
    }
    // A single word was meant as a name; anything else as an expression.
    if text.contains(where: { " ()[]=<>&|!?+*".contains($0) }), !text.contains(" -> ") { return evaluated(text) }
    guard case .problem(let message, let help) = explained(text) else { return evaluated(text) }
    return .problem(message, help: help.map { "\($0); `help` lists the commands" })
  }

  private mutating func evaluated(_ text: String) -> SessionAnswer {
    do {
      return .text(
        try ModelQuery.read(text, attributes: topology.customAttributes, sources: &model.sources).answer(on: topology))
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
    change(to: model.systems[position])
    reportBefore = nil
    return .text("`\(name)`")
  }

  // MARK: Settings

  private mutating func change(to topology: Topology) {
    self.topology = topology
    reportNow = nil
  }

  private mutating func set(_ text: String) -> SessionAnswer {
    if reportBefore == nil { _ = report() }
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
      change(to: model.systems[system])
      return .text("nothing is set")
    }
    guard let position = settings.firstIndex(where: { $0.target == target }) else {
      return .problem("`\(target)` is not set", help: "`sets` lists what is")
    }
    settings.remove(at: position)
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
    guard !settings.isEmpty, let before = reportBefore else {
      return .problem("nothing is set", help: "try a value with `set FACT=VALUE`")
    }
    let difference = ReportDifference(from: before, to: report())
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
