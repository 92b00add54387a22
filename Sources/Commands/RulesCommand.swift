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
    commandName: "rules", abstract: "Lists, shows, tests and begins rules.",
    subcommands: [List.self, Show.self, Test.self, New.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists all rules, a line each.")
    @OptionGroup var input: InputOptions

    @Option(help: "text, markdown or json.")
    var format = ExplainFormat.text

    func run() throws {
      var run = try Run(input, paths: [])
      let catalogue = RuleCatalogue(try run.rules().rules)
      let text =
        switch format {
        case .text: catalogue.text()
        case .markdown: catalogue.markdown()
        case .json: catalogue.json()
        }
      Console.write(text, to: .standardOutput)
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
}
