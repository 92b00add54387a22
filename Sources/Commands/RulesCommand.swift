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
}

/// Rules by concern.
enum RuleOverview {
  static func concerns(of rules: [Rule]) -> [(name: String, rules: [Rule])] {
    var order: [String] = []
    for rule in rules where !order.contains(rule.concern) { order.append(rule.concern) }
    return order.map { concern in (concern, rules.filter { $0.concern == concern }) }
  }
}
