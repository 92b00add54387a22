import Diagnostics
import FoundationEssentials
import Frontends
import Testing
import Topology
import YAMLTree

/// Files of the repository.
enum Repository {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
  }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// The paths of the files under a folder of the repository, sorted.
  static func files(under folder: String, suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
      .filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(root)/\(path)") }

  static func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(root)/\(path)"))
  }

  /// Whether generated files are to be rewritten rather than compared.
  static let updatesSnapshots = ProcessInfo.processInfo.environment["TOPOLINT_UPDATE_SNAPSHOTS"] == "1"

  /// Compares a generated file with the committed one; `TOPOLINT_UPDATE_SNAPSHOTS=1` writes it instead.
  static func expectUpToDate(_ path: String, _ text: String) throws {
    if updatesSnapshots { try write(path, text) }
    #expect(try self.text(path) == text, "\(path) is out of date; run the tests with TOPOLINT_UPDATE_SNAPSHOTS=1")
  }
}

/// What came of reading some texts as named files.
struct Reading {
  var result: ReadResult
  var sources: Sources

  init(_ texts: String..., overlay: String? = nil, technologies: String? = nil) throws {
    var sources = Sources()
    var inputs = texts.enumerated().map { index, text in
      Self.input("file\(index + 1).yaml", Array(text.utf8), &sources)
    }
    let overlays = overlay.map { [Self.input("overlay.yaml", Array($0.utf8), &sources)] } ?? []
    var table = TechnologyTable()
    if let technologies {
      let file = Self.input("technologies.yaml", Array(technologies.utf8), &sources)
      let document = try #require(file.stream.documents.first)
      #expect(table.add(document).isEmpty)
    }
    inputs = inputs.map { $0 }
    result = TopologyReader(technologies: table).read(inputs, overlays: overlays)
    self.sources = sources
  }

  static func input(_ path: String, _ bytes: [UInt8], _ sources: inout Sources) -> InputFile {
    let file = SourceFile(path: path, bytes: bytes)
    return InputFile(stream: YAMLReader.read(file, id: sources.add(file)), isNamed: true)
  }

  /// `file:line:column: error[code] message`, for files beyond the first.
  var messages: [String] { result.diagnostics.map { "\(place($0))\($0.severity.word)[\($0.code)] \($0.message)" } }

  private func place(_ diagnostic: Diagnostic) -> String {
    guard let span = diagnostic.primary?.span else { return "" }
    let start = sources.start(of: span)
    return "\(start.line):\(start.column) "
  }

  /// The only topology, after checking that nothing is wrong with it.
  func topology(sourceLocation: SourceLocation = #_sourceLocation) throws -> Topology {
    #expect(messages == [], sourceLocation: sourceLocation)
    return try #require(result.topologies.first, sourceLocation: sourceLocation)
  }
}

extension Topology {
  /// A fact by the id of its entity and its path, as text with its basis: `2 (by definition)`.
  func fact(_ entity: String, _ path: String) -> String {
    guard let entity = self.entity(withID: entity), let column = Schema.table(entity.table).column(path) else {
      return "no such fact"
    }
    let fact = FactID(column, row: entity.row)
    let cell = cell(column, entity.row)
    if cell.state == .unknown { return "unknown" }
    return valueText(fact) + (cell.basis == .stated ? "" : " (\(cell.basis.word))")
  }
}
