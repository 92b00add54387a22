public import Diagnostics
public import Frontends
internal import Rules
public import Topology

/// Runs every example of every rule file.
public struct RuleTests: Sendable {
  private let runner: ExampleRunner

  private let language: ModelEnvironment

  /// - Parameter attributes: The attributes of users' own that rules may read.
  public init(technologies: TechnologyTable, attributes: [CustomAttribute] = []) {
    runner = ExampleRunner(technologies: technologies, attributes: attributes)
    language = ModelEnvironment(attributes: attributes)
  }

  /// How the examples came out.
  public struct Outcome: Sendable {
    public var passedExamples = 0
    public var failedExamples = 0
    /// A text for each failed example: its rule and name, then what is wrong with it.
    public var failures: [String] = []
    /// Rule files that do not load.
    public var diagnostics: [Diagnostic] = []
  }

  public func run(_ texts: [RuleText], sources: inout Sources) -> Outcome {
    var outcome = Outcome()
    for text in texts { run(text, &outcome, &sources) }
    return outcome
  }

  private func run(_ text: RuleText, _ outcome: inout Outcome, _ sources: inout Sources) {
    let file = SourceFile(path: text.path, bytes: Array(text.text.utf8))
    let id = sources.add(file)
    var reader = RuleReader()
    reader.isBuiltin = text.isBuiltin
    reader.language = language
    switch (reader.read(file, id: id), reader.readExamples(file, id: id)) {
    case (.failure(let error), _), (_, .failure(let error)): outcome.diagnostics += error.diagnostics
    case (.success(let rule), .success(let examples)):
      for example in examples { record(runner.run(example, of: rule), example, rule, &outcome) }
    }
  }

  private func record(_ problems: [String], _ example: RuleExample, _ rule: Rule, _ outcome: inout Outcome) {
    guard !problems.isEmpty else {
      outcome.passedExamples += 1
      return
    }
    outcome.failedExamples += 1
    outcome.failures.append("\(rule.id): \(example.name)\n" + problems.map { "  \($0)\n" }.joined())
  }
}
