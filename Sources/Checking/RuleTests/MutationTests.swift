public import Diagnostics
public import Frontends
public import Rules
public import Topology

/// Changes rules in small ways and asks whether their examples notice.
public struct MutationTests: Sendable {
  private let runner: ExampleRunner
  private let equivalents: EquivalentMutants

  private let language: ModelEnvironment

  /// - Parameter attributes: The attributes of users' own that rules may read.
  public init(
    technologies: TechnologyTable, equivalents: EquivalentMutants = EquivalentMutants(),
    attributes: [CustomAttribute] = []
  ) {
    runner = ExampleRunner(technologies: technologies, attributes: attributes)
    language = ModelEnvironment(attributes: attributes)
    self.equivalents = equivalents
  }

  /// How the mutants of rules fared.
  public struct Outcome: Sendable {
    /// Mutants that load; one whose text is no rule is not counted.
    public var mutants = 0
    public var killed = 0
    public var equivalent = 0
    public var survivors: [RuleMutant] = []
    /// A text for each example that does not hold even for the rule as it is, which is then not mutated.
    public var failures: [String] = []
    /// Rule files that do not load, and entries on equivalent mutants that speak of no survivor.
    public var diagnostics: [Diagnostic] = []

    /// The numbers on one line.
    public var summary: String {
      "\(mutants) \(mutants == 1 ? "mutant" : "mutants"), \(killed) killed, \(equivalent) equivalent, \(survivors.count) survived"
    }
  }

  /// Mutates every rule. O(mutants · examples) runs of one rule on a small model.
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
      guard let loaded = holding(examples, rule, &outcome) else { return }
      // The examples are the larger part of the file, and every mutant reads it again.
      let head = SourceFile(path: text.path, bytes: Array(RuleReader.head(of: text.text).utf8))
      var unused = equivalents.entries.filter { $0.rule == rule.id }
      for mutant in reader.mutants(of: head, id: id) { judge(mutant, loaded, &unused, &outcome) }
      outcome.diagnostics += unused.map(Self.isUnused)
    }
  }

  /// The examples with their models, if all of them hold for the rule as it is.
  private func holding(_ examples: [RuleExample], _ rule: Rule, _ outcome: inout Outcome) -> [LoadedExample]? {
    var all: [LoadedExample] = []
    for example in examples {
      switch runner.load(example, of: rule) {
      case .success(let loaded):
        all.append(loaded)
        let problems = loaded.problems(with: rule)
        if !problems.isEmpty { outcome.failures.append(Self.text(problems, example, rule)) }
      case .failure(let problem): outcome.failures.append(Self.text(problem.lines, example, rule))
      }
    }
    return outcome.failures.isEmpty ? all : nil
  }

  private func judge(
    _ mutant: RuleMutant, _ examples: [LoadedExample], _ unused: inout [EquivalentMutants.Entry],
    _ outcome: inout Outcome
  ) {
    outcome.mutants += 1
    if examples.contains(where: { !$0.problems(with: mutant.rule).isEmpty }) {
      outcome.killed += 1
    } else if let entry = unused.firstIndex(where: { $0.clause == mutant.clause && $0.becomes == mutant.line }) {
      unused.remove(at: entry)
      outcome.equivalent += 1
    } else {
      outcome.survivors.append(mutant)
    }
  }

  private static func isUnused(_ entry: EquivalentMutants.Entry) -> Diagnostic {
    .error(
      "unused-entry", "`\(entry.rule)` has no surviving mutant of `\(entry.clause)` that becomes `\(entry.becomes)`",
      at: entry.place, helps: ["remove the entry"])
  }

  private static func text(_ problems: [String], _ example: RuleExample, _ rule: Rule) -> String {
    "\(rule.id): \(example.name)\n" + problems.map { "  \($0)\n" }.joined()
  }
}
