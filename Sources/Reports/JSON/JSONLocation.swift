public import Diagnostics

/// Places as JSON reports write them.
public enum JSONLocation {
  /// `{file, line, column, endLine, endColumn}`: lines and columns from 1, columns in Unicode code points, the end after
  /// the last one; `null` without a span.
  public static func object(_ span: Span?, in sources: Sources) -> JSONText {
    guard let span else { return .null }
    let start = sources.start(of: span)
    let end = sources.end(of: span)
    return [
      "file": .string(sources[span.file].path), "line": .int(start.line), "column": .int(start.column),
      "endLine": .int(end.line), "endColumn": .int(end.column),
    ]
  }
}
