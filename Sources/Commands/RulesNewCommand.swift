internal import ArgumentParser
internal import BuiltinRules
internal import Checking

extension RulesCommand {
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Writes a commented rule file to start from.")
    @Argument(help: "The id of the rule, in kebab-case.") var id: String
    @Option(help: ArgumentHelp("The folder to write into.", valueName: "folder")) var dir = "rules"

    func run() throws {
      guard RuleStarter.isValid(id: id) else {
        throw UsageError("`\(id)` cannot be the id of a rule: write it in kebab-case, like `missing-timeout`")
      }
      guard !BuiltinRules.rules.contains(where: { $0.path.hasSuffix("/\(id).yaml") }) else {
        throw UsageError("`\(id)` is the id of a built-in rule")
      }
      let path = Paths.join(dir, "\(id).yaml")
      guard FileSystem.kind(of: path) == .missing else { throw UsageError("`\(path)` is there already") }
      do {
        try FileSystem.makeFolder(dir)
        try FileSystem.write(RuleStarter.text(id: id), to: path)
      } catch {
        throw UsageError("cannot write `\(path)`: \(error.reason)")
      }
      Console.write(
        "wrote \(path); `topolint rules test \(path)` runs its examples, and `rule_paths: [\(dir)]` in `.topolint.yaml` "
          + "switches it on\n", to: .standardOutput)
    }
  }
}
