/// Text inside Mermaid's quotes.
enum MermaidText {
  /// A quoted label. What Mermaid or its HTML would read as markup is written as its entity codes.
  static func quoted(_ lines: [String]) -> String { "\"" + lines.map(escaped).joined(separator: "<br/>") + "\"" }

  static func quoted(_ line: String) -> String { quoted([line]) }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", ";", "|", "\\", "{", "}", "[", "]", "%": result += "#\(scalar.value);"
      case _ where scalar.value < 0x20: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
