import Diagnostics
import Foundation
import Testing

@testable import Rules

/// Mistakes in rule files are told as `fixtures/rule-errors` says, word for word and caret for caret.
struct RuleErrorTests {
  @Test(arguments: try RuleErrorCase.all())
  func theMistakeIsExplained(_ file: RuleErrorCase) throws {
    let actual = try file.rendered()
    if RuleErrorCase.updatesSnapshots { try file.write(actual) }
    let expected = try file.expected()
    #expect(expected == actual, "run with TOPOLINT_UPDATE_SNAPSHOTS=1 if the new text is the better one")
    #expect(!actual.isEmpty, "the file has no mistake")
  }

  @Test func thereAreCasesEnough() throws {
    #expect(try RuleErrorCase.all().count >= 60)
  }
}

/// A rule file with a mistake.
///
/// What is expected stands behind `# expect:` at the end of the file, each line a comment, or in a neighbour
/// `<name>.expect` where a comment would change the case.
struct RuleErrorCase: CustomTestStringConvertible, Sendable {
  private static let folder = packageRoot.appending(path: "fixtures/rule-errors")
  private static let marker = "# expect:"

  static let updatesSnapshots = ProcessInfo.processInfo.environment["TOPOLINT_UPDATE_SNAPSHOTS"] == "1"

  let name: String

  var testDescription: String { name }

  static func all() throws -> [RuleErrorCase] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
      .map { RuleErrorCase(name: String($0.dropLast(".yaml".count))) }
  }

  // MARK: What is said

  /// Everything that is wrong with the file, in plain style.
  func rendered() throws -> [String] {
    let file = SourceFile(path: "\(name).yaml", bytes: Array(try String(contentsOf: path, encoding: .utf8).utf8))
    var sources = Sources()
    let id = sources.add(file)
    let renderer = DiagnosticRenderer(sources: sources, style: RenderStyle(color: false, width: 100))
    return Self.problems(file, id).map(renderer.render).joined(separator: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
  }

  /// As `topolint rules test` finds them: the rule first, its examples if the rest is right.
  private static func problems(_ file: SourceFile, _ id: FileID) -> [Diagnostic] {
    if case .failure(let error) = RuleReader().read(file, id: id) { return error.diagnostics }
    if case .failure(let error) = RuleReader().readExamples(file, id: id) { return error.diagnostics }
    return []
  }

  // MARK: What is expected

  func expected() throws -> [String] {
    let lines = try keptText().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard keeper == path else { return Array(lines.dropLast()) }
    guard let start = lines.firstIndex(of: Self.marker) else { return [] }
    return lines[(start + 1)...].dropLast().map { String($0.dropFirst($0 == "#" ? 1 : 2)) }
  }

  func write(_ lines: [String]) throws {
    guard keeper == path else {
      return try (lines.joined(separator: "\n") + "\n").write(to: keeper, atomically: true, encoding: .utf8)
    }
    let kept = try keptText().split(separator: "\n", omittingEmptySubsequences: false).prefix { $0 != Self.marker }
    let comments = [Self.marker] + lines.map { $0.isEmpty ? "#" : "# \($0)" }
    var body = kept.joined(separator: "\n")
    while body.hasSuffix("\n") { body.removeLast() }
    try (body + "\n\n" + comments.joined(separator: "\n") + "\n").write(to: path, atomically: true, encoding: .utf8)
  }

  private var path: URL { Self.folder.appending(path: "\(name).yaml") }

  private var keeper: URL {
    let neighbour = Self.folder.appending(path: "\(name).expect")
    return FileManager.default.fileExists(atPath: neighbour.path) ? neighbour : path
  }

  private func keptText() throws -> String { try String(contentsOf: keeper, encoding: .utf8) }
}
