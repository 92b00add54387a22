import Diagnostics
import Testing
import YAMLTree

func read(_ text: String, limits: YAMLLimits = .init()) -> YAMLStream { read(Array(text.utf8), limits: limits) }

func read(_ bytes: [UInt8], limits: YAMLLimits = .init()) -> YAMLStream {
  YAMLReader.read(SourceFile(path: "t.yaml", bytes: bytes), id: FileID(rawValue: 0), limits: limits)
}

/// The root of the only document of a text without errors.
func root(_ text: String, _ place: SourceLocation = #_sourceLocation) throws -> YAMLNode {
  let stream = read(text)
  #expect(stream.diagnostics.isEmpty, sourceLocation: place)
  #expect(stream.documents.count == 1, sourceLocation: place)
  return try #require(stream.documents.first?.root, sourceLocation: place)
}

extension YAMLNode {
  /// What stands in the file at the node's span.
  var slice: String { document.file.text(of: span) }

  func slice(_ span: Span?) -> String? { span.map { document.file.text(of: $0) } }

  /// The tree in a compact form: `{key: value}`, `[item]`, text in quotes unless it resolves to something else.
  var outline: String {
    switch kind {
    case .mapping: "{" + entries.map { "\($0.key.text): \($0.value.outline)" }.joined(separator: ", ") + "}"
    case .sequence: "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .scalar:
      switch scalar {
      case .null: "null"
      case .bool(let value): "\(value)"
      case .int(let value): "\(value)"
      case .float(let value): "\(value)"
      case .string: "'\(text)'"
      }
    }
  }
}

extension YAMLStream {
  /// Each message as `line:column code message`, with its place in the file quoted.
  var summaries: [String] {
    diagnostics.map { diagnostic in
      guard let span = diagnostic.primary?.span else { return "\(diagnostic.code) \(diagnostic.message)" }
      let position = file.position(at: span.start)
      return "\(position.line):\(position.column) \(diagnostic.code): \(diagnostic.message) «\(file.text(of: span))»"
    }
  }
}

/// Checks what must hold for every tree: places within the file, children in order and within their parents, decoded
/// texts that can be traced back.
func checkInvariants(_ stream: YAMLStream) {
  let size = UInt32(stream.file.bytes.count)
  var budget = 2000
  func check(_ node: YAMLNode, within parent: Span?) {
    budget -= 1
    guard budget > 0 else { return }
    #expect(node.span.start <= node.span.end && node.span.end <= size)
    if let parent, node.via == nil { #expect(parent.start <= node.span.start && node.span.end <= parent.end) }
    let inner = node.via == nil ? node.span : nil
    if node.isScalar {
      let length = node.text.utf8.count
      let part = node.sourceSpan(ofTextRange: length / 2..<length)
      #expect(part.start <= part.end && part.end <= size)
      if node.via == nil { #expect(node.span.start <= part.start && part.end <= node.span.end) }
    }
    for item in node.items { check(item, within: inner) }
    for entry in node.entries {
      #expect(node[entry.key.text] != nil)
      guard entry.mergedVia == nil else { continue }
      check(entry.key, within: inner)
      check(entry.value, within: inner)
    }
  }
  for document in stream.documents { check(document.root, within: nil) }
  for diagnostic in stream.diagnostics {
    for label in [diagnostic.primary].compactMap({ $0 }) + diagnostic.secondary { #expect(label.span.end <= size) }
  }
}
