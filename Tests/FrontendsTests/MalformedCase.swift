import Diagnostics
import FoundationEssentials
import Frontends
import Testing
import YAMLTree

/// One case of `fixtures/malformed`: a file, or a folder of files that are read together.
///
/// What is expected stands in each file itself, as comments (`# expect: error[unknown-key] 4:5 …`, `# expect-help: …`),
/// or in a neighbour `<name>.expect` where a comment would change the case. In folders, files called `overlay…` are
/// overlays.
struct MalformedCase: CustomTestStringConvertible, Sendable {
  static let folder = "fixtures/malformed"

  var name: String
  /// Paths of its files, in the order they are read.
  var paths: [String]

  var testDescription: String { name }

  static func all() throws -> [MalformedCase] {
    let paths = try Repository.files(under: folder, suffix: ".yaml")
    let names = paths.map { String($0.dropFirst(folder.count + 1).prefix { $0 != "/" }) }
    return Dictionary(grouping: zip(names, paths), by: \.0)
      .map { MalformedCase(name: $0.key, paths: $0.value.map(\.1)) }
      .sorted { $0.name < $1.name }
  }

  /// Reads the files as if each were named on the command line.
  func read(technologies: TechnologyTable) throws -> (result: ReadResult, sources: Sources) {
    var sources = Sources()
    var files: [InputFile] = []
    var overlays: [InputFile] = []
    for path in paths {
      let file = SourceFile(path: Self.base(path), bytes: try Repository.bytes(path))
      let input = InputFile(stream: YAMLReader.read(file, id: sources.add(file)), isNamed: true)
      if Self.base(path).hasPrefix("overlay") { overlays.append(input) } else { files.append(input) }
    }
    return (TopologyReader(technologies: technologies).read(files, overlays: overlays), sources)
  }

  /// What was said about each file, as the lines that expect it; messages without a place count to the first file.
  func actual(technologies: TechnologyTable) throws -> [[String]] {
    let (result, sources) = try read(technologies: technologies)
    var lines = paths.map { _ in [String]() }
    for diagnostic in result.diagnostics {
      let file = Int(diagnostic.primary?.span.file.rawValue ?? 0)
      lines[file] += Self.lines(diagnostic, sources)
    }
    return lines
  }

  private static func lines(_ diagnostic: Diagnostic, _ sources: Sources) -> [String] {
    let place = diagnostic.primary.map { sources.start(of: $0.span) }.map { "\($0.line):\($0.column) " } ?? ""
    let message = "# expect: \(diagnostic.severity.word)[\(diagnostic.code)] \(place)\(diagnostic.message)"
    return [message] + diagnostic.helps.map { "# expect-help: \($0)" }
  }

  private static func base(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  // MARK: Expectations

  func expected() throws -> [[String]] {
    try paths.map { path in
      try Repository.text(Self.keeper(of: path)).split(whereSeparator: \.isNewline).map(String.init)
        .filter { $0.hasPrefix("# expect") }
    }
  }

  /// Replaces the expectations of each file.
  func write(_ lines: [[String]]) throws {
    for (path, lines) in zip(paths, lines) {
      let keeper = Self.keeper(of: path)
      let text = try Repository.text(keeper)
      let body = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("# expect") }
      var kept = body.joined(separator: "\n")
      while kept.hasSuffix("\n\n") { kept.removeLast() }
      let gap = kept.isEmpty || kept == "\n" || keeper.hasSuffix(".expect") ? "" : "\n"
      try Repository.write(keeper, kept + gap + lines.joined(separator: "\n") + "\n")
    }
  }

  private static func keeper(of path: String) -> String {
    let neighbour = String(path.dropLast(".yaml".count)) + ".expect"
    return Repository.exists(neighbour) ? neighbour : path
  }
}
