internal import ArgumentParser
internal import BuiltinRules
internal import Checking
internal import Diagnostics
internal import YAMLTree

extension RulesCommand {
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples of rules: the built-in ones, or those in a file or folder.")
    @Argument(help: ArgumentHelp("A rule file or a folder of them.", valueName: "path")) var path: String?
    @Flag(help: "Change the rules in small ways, and list the changes that no example notices.") var mutate = false
    @OptionGroup var input: InputOptions

    func run() throws {
      var run = try Run(input, paths: [])
      let texts =
        try path.map(RuleFiles.texts)
        ?? BuiltinRules.rules.map { RuleText(path: "rules/\($0.path)", text: $0.text, isBuiltin: true) }
      guard !texts.isEmpty else { throw UsageError("no rule file is under `\(path ?? "rules")`") }
      if mutate { try survive(texts, &run) } else { try hold(texts, &run) }
    }

    private func hold(_ texts: [RuleText], _ run: inout Run) throws {
      let outcome = RuleTests(technologies: run.technologies, attributes: run.configuration.attributes).run(
        texts, sources: &run.sources)
      run.say(outcome.diagnostics)
      for failure in outcome.failures { Console.write(failure + "\n", to: .standardOutput) }
      let failed = outcome.failedExamples + outcome.diagnostics.count
      Console.write("\(outcome.passedExamples) passed, \(failed) failed\n", to: .standardOutput)
      if !outcome.diagnostics.isEmpty { throw ExitStatus.invalidInput }
      if failed > 0 { throw ExitStatus.findings }
    }

    private func survive(_ texts: [RuleText], _ run: inout Run) throws {
      let tests = MutationTests(
        technologies: run.technologies, equivalents: try equivalents(&run), attributes: run.configuration.attributes)
      let outcome = tests.run(texts, sources: &run.sources)
      run.say(outcome.diagnostics)
      for failure in outcome.failures { Console.write(failure + "\n", to: .standardOutput) }
      for survivor in outcome.survivors { Console.write(survivor.description + "\n", to: .standardOutput) }
      Console.write(outcome.summary + "\n", to: .standardOutput)
      if !outcome.diagnostics.isEmpty { throw ExitStatus.invalidInput }
      if !outcome.survivors.isEmpty || !outcome.failures.isEmpty { throw ExitStatus.findings }
    }

    /// The mutants that are known to be equivalent: the built-in ones, or those listed in the folder that is tested.
    private func equivalents(_ run: inout Run) throws -> EquivalentMutants {
      var equivalents = EquivalentMutants()
      guard let text = try equivalentsText() else { return equivalents }
      let file = SourceFile(path: text.path, bytes: Array(text.text.utf8))
      try run.stop(on: equivalents.add(YAMLReader.read(file, id: run.sources.add(file))))
      return equivalents
    }

    private func equivalentsText() throws -> RuleText? {
      guard let path else {
        return BuiltinRules.equivalentMutants.map { RuleText(path: "rules/\($0.path)", text: $0.text, isBuiltin: true) }
      }
      guard FileSystem.kind(of: path, followingLinks: true) == .folder else { return nil }
      let listed = Paths.join(path, RuleFiles.equivalentMutants)
      return FileSystem.kind(of: listed) == .file ? try RuleFiles.text(listed) : nil
    }
  }
}
