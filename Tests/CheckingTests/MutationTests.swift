import Diagnostics
import Expressions
import Frontends
import Testing
import YAMLTree

@testable import Checking
@testable import Rules

/// The examples of the built-in rules notice every small change of the rules.
struct MutationSurvivalTests {
  static func equivalents() throws -> EquivalentMutants {
    var equivalents = EquivalentMutants()
    let path = "equivalent-mutants.yaml"
    let file = SourceFile(path: path, bytes: Array(try BuiltinRuleTests.text(path).utf8))
    let problems = equivalents.add(YAMLReader.read(file, id: FileID(rawValue: 0)))
    #expect(problems.isEmpty, "\(problems.map(\.message))")
    return equivalents
  }

  @Test(arguments: BuiltinRuleTests.decided)
  func noMutantSurvives(path: String) throws {
    var sources = Sources()
    let text = RuleText(path: path, text: try BuiltinRuleTests.text(path), isBuiltin: true)
    let tests = MutationTests(technologies: try BuiltinRuleTests.technologies(), equivalents: try Self.equivalents())
    let outcome = tests.run([text], sources: &sources)
    // Texts only: a failed expectation writes out whatever it is given, and a rule is large.
    let problems = outcome.failures + outcome.diagnostics.map(\.message) + outcome.survivors.map(\.description)
    let (mutants, report) = (outcome.mutants, problems.joined(separator: "\n"))
    #expect(report.isEmpty, "\(outcome.summary)\n\(report)")
    #expect(mutants >= 5)
  }

  /// What a mutant is said to be is what its rule was read from.
  @Test(arguments: BuiltinRuleTests.files)
  func mutantsAreWhatTheySay(path: String) throws {
    let file = SourceFile(path: path, bytes: Array(try BuiltinRuleTests.text(path).utf8))
    for mutant in RuleReader().mutants(of: file, id: FileID(rawValue: 0)) where !mutant.clause.hasPrefix("params.") {
      let clause = mutant.rule.clauses.first { $0.path == mutant.clause }?.clause.line
      let message = mutant.clause == "message" ? mutant.rule.words.value.messageText?.checked.text.onOneLine : nil
      #expect(clause ?? message == mutant.line)
    }
  }
}

extension String {
  fileprivate var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
