internal import Diagnostics

/// Edits of several files as one patch.
struct Patch {
  private let files: [(file: SourceFile, edits: [TextEdit])]

  init(_ edits: [TextEdit], sources: Sources) {
    var ids: [FileID] = []
    for edit in edits where !ids.contains(edit.span.file) { ids.append(edit.span.file) }
    files = ids.sorted().map { id in (sources[id], edits.filter { $0.span.file == id }) }
  }

  /// In the unified format.
  var text: String { files.map { UnifiedDiff(of: $0.file, $0.edits).text }.joined() }

  /// `2 edits in shop.yaml`.
  var summary: String {
    files.map { "\($0.edits.count) \($0.edits.count == 1 ? "edit" : "edits") in `\($0.file.path)`" }.joined(
      separator: ", ")
  }

  /// Makes the edits in the files.
  func apply() throws {
    for (file, edits) in files {
      do {
        try FileSystem.write(String(decoding: file.applying(edits), as: UTF8.self), to: file.path)
      } catch {
        throw UsageError("cannot write `\(file.path)`: \(error.reason)")
      }
    }
  }
}
