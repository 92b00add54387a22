import Diagnostics
import Frontends
import Testing

@testable import Checking
@testable import Rules

/// The changes that the built-in rules suggest clear the findings of their own examples.
struct FixTests {
  @Test(arguments: BuiltinRuleTests.files)
  func everyEditClearsItsFinding(path: String) throws {
    var sources = Sources()
    let file = SourceFile(path: path, bytes: Array(try BuiltinRuleTests.text(path).utf8))
    let id = sources.add(file)
    let rule = try RuleReader().read(file, id: id).get()
    let runner = ExampleRunner(technologies: try BuiltinRuleTests.technologies())
    for example in try RuleReader().readExamples(file, id: id).get() where !example.fail.isEmpty {
      for fix in try tried(runner.load(example, of: rule).get(), rule) where !fix.edits.isEmpty {
        let edits = fix.edits.map { "\($0.subjectID): \($0.change)" }
        #expect(fix.isProven == true, "\(example.name): \(fix.say)\n\(edits.joined(separator: "\n"))")
      }
    }
  }

  /// The fixes of every finding of an example, each tried on its model.
  private func tried(_ example: LoadedExample, _ rule: Rule) -> [Fix] {
    let engine = RuleEngine(rules: [rule])
    let model = SharedModel(revising: nil, to: example.topology)
    let findings = engine.run(on: model).findings
    let trial = FixTrial(example.topology, ChangedModels(of: model, engine), findings: findings)
    return findings.flatMap { trial.tried($0).fixes }
  }
}
