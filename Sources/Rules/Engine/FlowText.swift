internal import YAMLTree

/// A tree in YAML's flow style, as it is shown in suggestions.
enum FlowText {
  static func write(_ node: YAMLNode) -> String {
    if node.isMapping {
      return "{" + node.entries.map { "\($0.key.text): \(write($0.value))" }.joined(separator: ", ") + "}"
    }
    if node.isSequence { return "[" + node.items.map(write).joined(separator: ", ") + "]" }
    return node.style == .plain ? node.text : "\"\(node.text)\""
  }
}
