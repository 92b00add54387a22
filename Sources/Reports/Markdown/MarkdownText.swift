/// Text that GitHub's Markdown shows as it is.
public enum MarkdownText {
  /// Text with its markup characters escaped, but for back-ticks in pairs, which our messages put around names.
  public static func escaped(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count > 1, pieces.count % 2 == 1 else { return escapedMarkup(text) }
    return pieces.enumerated().map { index, piece in
      index % 2 == 0 ? escapedMarkup(piece) : inlineCode(piece)
    }.joined()
  }

  /// A name or value as code.
  public static func inlineCode(_ text: String) -> String {
    let line = Words.line(text)
    guard line.contains("`") else { return "`\(line)`" }
    return "`` \(line) ``"
  }

  /// Text for a cell of a table: on one line, with its bars escaped.
  public static func cell(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.reduce(into: "") { result, character in
      if character == "|", result.last != "\\" { result.append("\\") }
      result.append(character)
    }
  }

  /// A table; the cells are Markdown.
  public static func table(head: [String], rows: [[String]]) -> String {
    let lines = [head, head.map { _ in "---" }] + rows
    return lines.map { "| " + $0.map(cell).joined(separator: " | ") + " |" }.joined(separator: "\n") + "\n"
  }

  /// A block of code, fenced so that no text inside can end it.
  public static func fence(_ text: String, language: String = "") -> String {
    var ticks = "```"
    while text.contains(ticks) { ticks += "`" }
    return "\(ticks)\(language)\n\(text.hasSuffix("\n") ? text : text + "\n")\(ticks)\n"
  }

  /// A link; the text is Markdown.
  static func link(_ text: String, to target: String) -> String { "[\(text)](\(target))" }

  /// A part that is opened by a click.
  static func details(_ summary: String, _ body: String) -> String {
    "<details><summary>\(summary)</summary>\n\n\(body)\n</details>\n"
  }

  private static func escapedMarkup(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "@": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
