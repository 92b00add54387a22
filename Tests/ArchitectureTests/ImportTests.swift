import Foundation
import Testing

/// The picture in ARCHITECTURE.md and the imports of the sources are the same.
struct ImportTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Parts of the platform that any target may use.
  static let platform: Set<String> = ["Glibc", "Darwin", "Swift", "Synchronization", "Dispatch"]

  /// The allowed imports of each target, from the table.
  static func table() throws -> [String: Set<String>] {
    let page = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    var rows: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 5, cells[1].hasPrefix("`"), !cells[1].contains("/") else { continue }
      let name = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
      rows[name] = Set(cells[3].split(separator: " ").map(String.init))
    }
    return rows
  }

  static func imports(of target: String) throws -> [(file: String, module: String)] {
    let folder = root.appending(path: "Sources/\(target)")
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return try files.filter { $0.pathExtension == "swift" }.flatMap { url in
      try String(contentsOf: url, encoding: .utf8).split(separator: "\n").compactMap { line -> (String, String)? in
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 1, at + 1 < words.count else { return nil }
        guard at == 0 || ["public", "internal", "private", "package", "@testable"].contains(words[0]) else {
          return nil
        }
        return (url.lastPathComponent, words[at + 1])
      }
    }
  }

  @Test func everyTargetStandsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
    #expect(try Set(folders.filter { !$0.hasPrefix(".") }) == Set(Self.table().keys))
  }

  @Test func targetsImportOnlyWhatTheTableSays() throws {
    for (target, allowed) in try Self.table() {
      for (file, module) in try Self.imports(of: target) where !Self.platform.contains(module) {
        #expect(allowed.contains(module), "\(target)/\(file) imports \(module)")
      }
    }
  }

  @Test func theTableNamesNothingThatIsNotImported() throws {
    for (target, allowed) in try Self.table() {
      let used = try Set(Self.imports(of: target).map(\.module))
      #expect(allowed.subtracting(used).isEmpty, "\(target) does not import \(allowed.subtracting(used).sorted())")
    }
  }
}
