internal import ArgumentParser
internal import BuiltinRules
internal import Checking
internal import Diagnostics
internal import Explanations
internal import Frontends
internal import Reports
internal import Rules

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Lists, shows and tests rules.",
    subcommands: [List.self, Show.self, Test.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists all rules, a line each.")
    @OptionGroup var input: InputOptions

    func run() throws {
      var run = try Run(input, paths: [])
      let library = try run.rules()
      let width = library.rules.map(\.id.count).max() ?? 0
      var text = ""
      for concern in RuleOverview.concerns(of: library.rules) {
        text += "\(concern.name)\n"
        for rule in concern.rules {
          let padding = String(repeating: " ", count: width - rule.id.count)
          let severity = rule.severity.otherwise.word
          text +=
            "  \(rule.id)\(padding)  \(severity)\(String(repeating: " ", count: 8 - severity.count))\(rule.profile.rawValue)  \(rule.title)\n"
        }
      }
      Console.write(text + "\(library.rules.count) rules; `topolint rules show ID` explains one\n", to: .standardOutput)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Explains a rule.")
    @Argument(help: "The id of the rule.") var rule: String
    @OptionGroup var input: InputOptions

    func run() throws {
      var run = try Run(input, paths: [])
      let library = try run.rules()
      let explainer = Explainer(report: nil, rules: library.rules, examples: try run.examples(of: rule))
      try run.show(explainer, rule, format: .text)
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples of rules: the built-in ones, or those in a file or folder.")
    @Argument(help: ArgumentHelp("A rule file or a folder of them.", valueName: "path")) var path: String?
    @OptionGroup var input: InputOptions

    func run() throws {
      var run = try Run(input, paths: [])
      let texts =
        try path.map(RuleFiles.texts)
        ?? BuiltinRules.rules.map { RuleText(path: "rules/\($0.path)", text: $0.text, isBuiltin: true) }
      guard !texts.isEmpty else { throw UsageError("no rule file is under `\(path ?? "rules")`") }
      let outcome = RuleTests(technologies: run.technologies).run(texts, sources: &run.sources)
      run.say(outcome.diagnostics)
      for failure in outcome.failures { Console.write(failure + "\n", to: .standardOutput) }
      let failed = outcome.failedExamples + outcome.diagnostics.count
      Console.write("\(outcome.passedExamples) passed, \(failed) failed\n", to: .standardOutput)
      if !outcome.diagnostics.isEmpty { throw ExitStatus.invalidInput }
      if failed > 0 { throw ExitStatus.findings }
    }
  }
}

/// Rules by concern.
enum RuleOverview {
  static func concerns(of rules: [Rule]) -> [(name: String, rules: [Rule])] {
    var order: [String] = []
    for rule in rules where !order.contains(rule.concern) { order.append(rule.concern) }
    return order.map { concern in (concern, rules.filter { $0.concern == concern }) }
  }
}
