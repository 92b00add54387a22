import Diagnostics
import Foundation
import Frontends
import Testing
import YAMLTree

@testable import Checking
@testable import Rules

/// The rules of `rules/`: they load, their examples hold, and they are whole.
struct BuiltinRuleTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "rules")

  static let files: [String] = {
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".yaml") && $0.contains("/") }.sorted()
  }()

  /// Those whose condition stands in the file, and those of which it holds the words only.
  static let decided = files.filter { !isDecidedByEngine($0) }
  static let words = files.filter(isDecidedByEngine)

  private static func isDecidedByEngine(_ path: String) -> Bool {
    (try? text(path))?.contains("\ndecided_by: engine\n") == true
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func technologies() throws -> TechnologyTable {
    var table = TechnologyTable()
    let file = SourceFile(path: "technologies.yaml", bytes: Array(try text("technologies.yaml").utf8))
    for document in YAMLReader.read(file, id: FileID(rawValue: 0)).documents {
      let problems = table.add(document)
      #expect(problems.isEmpty, "\(problems.map(\.message))")
    }
    return table
  }

  @Test func thereAreRules() {
    #expect(Self.files.count >= 12)
  }

  @Test(arguments: decided)
  func examplesHold(path: String) throws {
    var sources = Sources()
    let text = RuleText(path: path, text: try Self.text(path), isBuiltin: true)
    let outcome = RuleTests(technologies: try Self.technologies()).run([text], sources: &sources)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics.map(\.message))")
    #expect(outcome.failures.isEmpty, "\(outcome.failures.joined(separator: "\n"))")
    #expect(outcome.passedExamples >= 3)
  }

  /// A check reads only what stands before `examples`.
  @Test(arguments: decided)
  func examplesStandLast(path: String) throws {
    let text = try Self.text(path)
    let file = SourceFile(path: path, bytes: Array(text.utf8))
    let root = try #require(YAMLReader.read(file, id: FileID(rawValue: 0)).documents.first?.root)
    #expect(root.entries.last?.key.text == "examples")
    #expect(RuleReader.head(of: text).utf8.count < text.utf8.count)
  }

  @Test(arguments: files)
  func wordsAreWhole(path: String) throws {
    let rule = try Self.read(path).rule
    #expect(path == "\(rule.concern)/\(rule.id).yaml")
    #expect(rule.fixes.count >= 2)
    #expect(!rule.rationale.isEmpty)
    #expect(!rule.falsePositives.isEmpty)
    #expect(!rule.references.isEmpty)
  }

  @Test(arguments: decided)
  func examplesShowEachVerdict(path: String) throws {
    let examples = try Self.read(path).examples
    #expect(examples.contains { !$0.fail.isEmpty })
    #expect(examples.contains { $0.fail.isEmpty && $0.unknown.isEmpty })
    #expect(examples.contains { !$0.unknown.isEmpty && $0.missing != nil })
    #expect(examples.contains { !$0.messages.isEmpty })
  }

  private static func read(_ path: String) throws -> (rule: Rule, examples: [RuleExample]) {
    var sources = Sources()
    let file = SourceFile(path: path, bytes: Array(try text(path).utf8))
    let id = sources.add(file)
    return try (RuleReader().read(file, id: id).get(), RuleReader().readExamples(file, id: id).get())
  }

  /// Three rules are decided elsewhere: by the report of open facts, by the allowances and by the comparison of designs.
  @Test func threeRulesAreWordsOnly() {
    #expect(Self.words.count == 3)
  }

  @Test func theTechnologyTableHoldsFactsOfTheLanguage() throws {
    let problems = try Self.technologies().problems()
    #expect(problems.isEmpty, "\(problems.map(\.message))")
  }
}
