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
      """)

  @Argument(help: "What to explain.")
  var subject: String

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var ruleOptions: RuleOptions

  @Option(help: "text, markdown or json.")
  var format = ExplainFormat.text

  func run() throws {
    var run = try Run(input, paths: paths)
    let library = try run.rules()
    let examples = try run.examples(of: subject)
    // A rule needs no topology, and people ask for one where there is none.
    if paths.isEmpty, library.rule(subject) != nil {
      return try run.show(Explainer(report: nil, rules: library.rules, examples: examples), subject, format: format)
    }
    let outcome = try run.check(paths, rules: ruleOptions)
    let explainers = outcome.result.systems.map { system in
      Explainer(report: system, rules: outcome.library.rules, decided: outcome.result.rules, examples: examples)
    }
    for explainer in explainers.dropLast() {
      if let explanation = try? explainer.explain(subject) { return run.show(explanation, format: format) }
    }
    if let last = explainers.last { try run.show(last, subject, format: format) }
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
