internal import ArgumentParser
internal import BuiltinRules
internal import Checking
internal import Diagnostics
internal import Explanations
internal import Reports
internal import Rules

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule, a finding, a component, an operation, a link, a workload, a path or an estimate.",
    discussion: """
      Examples: topolint explain missing-timeout · topolint explain orders-db shop.yaml · \
      topolint explain 'storefront -> orders-db' shop.yaml · topolint explain orders-db.utilization shop.yaml

      With -i, or on a terminal without a subject, a session begins in which values can be tried; its `help` lists the \
      commands. Input that is no terminal is read as a script of such commands.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to explain, then files or folders. Default: the current folder.", valueName: "subject> [<path"))
  var words: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var ruleOptions: RuleOptions

  @Option(help: "text, markdown or json.")
  var format = ExplainFormat.text

  @Flag(name: .shortAndLong, help: "Begin a session about the files.")
  var interactive = false

  @Flag(help: "Print the suggested changes of a finding as patches of the files.")
  var diff = false

  @Option(help: ArgumentHelp("Make the suggested change of this number in the files.", valueName: "n"))
  var apply: Int?

  func validate() throws {
    guard diff || apply != nil else { return }
    if diff, apply != nil { throw UsageError("`--diff` and `--apply` exclude each other") }
    if interactive || words.isEmpty { throw UsageError("`--diff` and `--apply` need the id of a finding") }
  }

  func run() throws {
    guard let subject = words.first, !interactive else { return try beginSession() }
    let paths = Array(words.dropFirst())
    if diff || apply != nil { return try patch(subject, paths) }
    try explain(subject, paths)
  }

  private func explain(_ subject: String, _ paths: [String]) throws {
    var run = try Run(input, paths: paths)
    let library = try run.rules()
    let examples = try run.examples(of: subject)
    let outcome: Run.CheckOutcome
    if paths.isEmpty, let words = Explainer(report: nil, rules: library.rules, examples: examples).find(subject) {
      // Rules and words of the language need no topology, and people ask for them where there is none.
      guard library.rule(subject) == nil, let checked = try? run.quietly({ try $0.check([], rules: ruleOptions) })
      else {
        return run.show(words, format: format)
      }
      outcome = checked
    } else {
      outcome = try run.check(paths, rules: ruleOptions)
    }
    let explainers = outcome.result.systems.map { system in
      Explainer(report: system, rules: outcome.library.rules, decided: outcome.result.rules, examples: examples)
    }
    for (explainer, index) in zip(explainers, explainers.indices).dropLast() {
      guard let explanation = explainer.find(subject) else { continue }
      return run.show(explanation, outcome, index, format: format)
    }
    if let last = explainers.last {
      do {
        run.show(try last.explain(subject), outcome, explainers.count - 1, format: format)
      } catch {
        run.complain(error.message, help: error.help)
        throw ExitStatus.invalidInput
      }
    }
  }

  private func beginSession() throws {
    guard interactive || Console.inputIsTerminal else {
      throw UsageError("nothing is asked: name a subject, or begin a session with `-i`")
    }
    if words.contains("-") {
      throw UsageError("standard input holds the commands of the session, so `-` cannot be read")
    }
    var run = try Run(input, paths: words)
    let model = try run.sessionModel(words, rules: ruleOptions)
    let (input, ruleOptions) = (input, ruleOptions)
    var loop = SessionLoop(model, context: { [run] in run.context(over: $0) }) { paths in
      var run = try Run(input, paths: paths)
      return try run.sessionModel(paths, rules: ruleOptions)
    }
    if Console.inputIsTerminal { return loop.talk() }
    if try !loop.play() { throw ExitStatus.invalidInput }
  }

  /// `--diff` and `--apply`.
  private func patch(_ id: String, _ paths: [String]) throws {
    var run = try Run(input, paths: paths)
    let outcome = try run.check(paths, rules: ruleOptions)
    let suggestions = outcome.result.systems.lazy.compactMap { SuggestedPatches(id, $0, run.streams) }.first
    guard let suggestions else { throw UsageError("there is no finding `\(id)`; `topolint check` prints the ids") }
    guard let number = apply else {
      return Console.write(suggestions.text(run.sources), to: .standardOutput)
    }
    let patch = try suggestions.patch(number, run.sources)
    try patch.apply()
    Console.write("made \(patch.summary)\n", to: .standardOutput)
  }
}

enum ExplainFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json
}

extension Run {
  /// The examples of a rule, for its documentation.
  mutating func examples(of rule: String) throws -> [String: [RuleExample]] {
    guard let text = BuiltinRules.rules.first(where: { $0.path.hasSuffix("/\(rule).yaml") }) else { return [:] }
    let file = SourceFile(path: "rules/\(text.path)", bytes: Array(text.text.utf8))
    guard case .success(let examples) = RuleReader().readExamples(file, id: sources.add(file)) else { return [:] }
    return [rule: examples]
  }

  /// Prints an explanation, or what could have been meant.
  func show(_ explainer: Explainer, _ subject: String, format: ExplainFormat) throws {
    do {
      show(try explainer.explain(subject), format: format)
    } catch {
      complain(error.message, help: error.help)
      throw ExitStatus.invalidInput
    }
  }

  /// An explanation with what `--set` changed.
  func show(_ explanation: Explanation, _ outcome: CheckOutcome, _ system: Int, format: ExplainFormat) {
    var explanation = explanation
    if outcome.differences.indices.contains(system) {
      explanation.sections += DifferenceExplanation(outcome.differences[system]).sections("What `--set` changes")
    }
    show(explanation, format: format)
  }

  func show(_ explanation: Explanation, format: ExplainFormat) {
    let text =
      switch format {
      case .text: ExplanationText.render(explanation, in: context())
      case .markdown: ExplanationMarkdown.render(explanation, in: context())
      case .json: ExplanationJSON.render(explanation, in: context())
      }
    Console.write(text, to: .standardOutput)
  }
}
