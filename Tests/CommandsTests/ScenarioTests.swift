import Foundation
import Testing

/// Whole-program scenarios: `fixtures/scenarios/*.scenario`, each a list of commands with what they print and their exit
/// status. They check that commands and options are wired, not that rules are right.
///
///     $ topolint check fixtures/corner-shop --quiet
///     …output…
///     ? 1
///
/// A line `> path` before the first command writes the lines after it, up to a blank line, into a file of a scratch folder
/// in which the commands run; `fixtures/` is linked there. Lines that begin with `! ` are of standard error.
struct ScenarioTests {
  static let folder = Program.root.appending(path: "fixtures/scenarios")
  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".scenario") }.sorted()
  }()

  @Test func thereAreScenarios() { #expect(Self.names.count >= 5) }

  @Test(arguments: names)
  func scenarioPlays(name: String) throws {
    let url = Self.folder.appending(path: name)
    let scratch = FileManager.default.temporaryDirectory.appending(path: "topolint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createSymbolicLink(
      at: scratch.appending(path: "fixtures"), withDestinationURL: Program.root.appending(path: "fixtures"))
    let played = try play(String(contentsOf: url, encoding: .utf8), in: scratch)
    try expectSnapshot(played, at: "fixtures/scenarios/\(name)")
  }

  /// The scenario with what its commands print now.
  private func play(_ text: String, in folder: URL) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var played: [String] = []
    while let line = lines.popFirst() {
      played.append(line)
      if line.hasPrefix("> ") {
        played += try writeFile(String(line.dropFirst(2)), &lines, in: folder)
      } else if line.hasPrefix("$ topolint") {
        lines = lines.drop { !$0.hasPrefix("? ") }
        _ = lines.popFirst()
        played += try output(of: line, in: folder)
      }
    }
    return played.joined(separator: "\n")
  }

  private func writeFile(_ path: String, _ lines: inout ArraySlice<String>, in folder: URL) throws -> [String] {
    let content = Array(lines.prefix { !$0.isEmpty })
    lines = lines.dropFirst(content.count)
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try (content.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
    return content
  }

  private func output(of command: String, in folder: URL) throws -> [String] {
    var input = ""
    var words = command.dropFirst("$ topolint".count)
    if let from = words.range(of: " < ") {
      input = try String(contentsOf: folder.appending(path: String(words[from.upperBound...])), encoding: .utf8)
      words = words[..<from.lowerBound]
    }
    let outcome = try Program.run(arguments(String(words)), input: input, in: folder)
    func lines(_ text: String, _ prefix: String) -> [String] {
      text.isEmpty
        ? []
        : text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0).map {
          prefix + $0
        }
    }
    return lines(outcome.output, "") + lines(outcome.errors, "! ") + ["? \(outcome.status)"]
  }

  /// Words, with single quotes as in a shell.
  private func arguments(_ text: String) -> [String] {
    var words: [String] = []
    for (index, part) in text.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 { words.append(String(part)) } else { words += part.split(separator: " ").map(String.init) }
    }
    return words
  }
}
