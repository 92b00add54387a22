public import Diagnostics

/// Changes one key of a mapping in the text of a file; everything else, comments included, stays as it is.
public struct MappingEdit {
  /// Why a plain edit of the text is not possible.
  public enum Failure: Error, Sendable {
    /// What would be changed is an anchored value, or part of one: other places would change too.
    case aliased
    /// A value on the way to the key is no mapping.
    case notAMapping
  }

  /// The edit that gives a key a value.
  ///
  /// - Parameters:
  ///   - path: The keys from the mapping to the value; what is missing on the way is added.
  ///   - value: The new value as YAML that fits on one line.
  ///   - expanded: A mapping that says the same as a plain value on the way, such as `{min: 4, max: 4}` for `4`, with
  ///     the rest of the path set already; `nil` if there is none.
  public static func set(
    _ path: [String], to value: String, in mapping: YAMLNode,
    expanded: (_ node: YAMLNode, _ depth: Int) -> String? = { _, _ in nil }
  ) throws(Failure) -> TextEdit {
    var node = mapping
    for (depth, key) in path.enumerated() {
      if node.via != nil, depth > 0 { throw .aliased }
      guard node.isMapping else {
        guard let text = expanded(node, depth) else { throw .notAMapping }
        return TextEdit(node.span, text)
      }
      // A merged entry belongs to others too; a key of its own overrides it here.
      guard let entry = node.entry(key), entry.mergedVia == nil else {
        return insertion(of: pair(path[depth...], value), into: node)
      }
      if depth == path.count - 1 { return TextEdit(entry.value.place, value) }
      node = entry.value
    }
    throw .notAMapping
  }

  /// `retry: {max_attempts: 2}` for a path of two keys.
  private static func pair(_ path: ArraySlice<String>, _ value: String) -> String {
    guard let key = path.first else { return value }
    let rest = path.dropFirst()
    return rest.isEmpty ? "\(key): \(value)" : "\(key): {\(pair(rest, value))}"
  }

  private static func insertion(of pair: String, into node: YAMLNode) -> TextEdit {
    let span = node.span
    guard let last = node.entries.last(where: { $0.mergedVia == nil }) else {
      // `{}`, or a mapping that holds a merge only: behind its bracket.
      let isFlow = node.style == .flow
      let place = Span(file: span.file, start: span.start + (isFlow ? 1 : 0), end: span.start + (isFlow ? 1 : 0))
      return isFlow
        ? TextEdit(place, node.entries.isEmpty ? pair : "\(pair), ")
        : TextEdit(place, "\(pair)\n\(indent(of: span, in: node.document.file))")
    }
    if node.style == .flow {
      let end = last.span.end
      return TextEdit(Span(file: span.file, start: end, end: end), ", \(pair)")
    }
    let file = node.document.file
    let end = endOfLine(of: last.span.end, in: file)
    return TextEdit(Span(file: span.file, start: end, end: end), "\n\(indent(of: last.key.span, in: file))\(pair)")
  }

  /// The end of the line on which a value ends, before its line break, so that a comment stays with the value.
  private static func endOfLine(of offset: UInt32, in file: SourceFile) -> UInt32 {
    var end = Int(offset)
    // A block scalar ends at the start of the next line.
    if end > 0, file.bytes[end - 1] == UInt8(ascii: "\n") {
      end -= 1
    } else {
      while end < file.bytes.count, file.bytes[end] != UInt8(ascii: "\n") { end += 1 }
    }
    if end > 0, file.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return UInt32(end)
  }

  /// As many blanks as stand before a key; a dash before the first key of an item counts as one.
  private static func indent(of span: Span, in file: SourceFile) -> String {
    String(repeating: " ", count: file.position(at: span.start).column - 1)
  }
}
