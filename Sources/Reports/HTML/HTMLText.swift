/// Text and tables of a page.
enum HTMLText {
  /// Text as it is, whatever characters it holds.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }

  /// A message with its names, which stand in back-ticks, as code.
  static func message(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map { escaped(String($0)) }
    guard pieces.count > 1, pieces.count % 2 == 1 else { return escaped(text) }
    return pieces.enumerated().map { $0 % 2 == 0 ? $1 : "<code>\($1)</code>" }.joined()
  }

  /// A table; the cells are messages.
  static func table(head: [String], rows: [[String]]) -> String {
    let cells = rows.map { "<tr>" + $0.map { "<td>\(message($0))</td>" }.joined() + "</tr>\n" }.joined()
    return "<table>\n<tr>" + head.map { "<th>\(message($0))</th>" }.joined() + "</tr>\n\(cells)</table>\n"
  }

  /// A list of messages; nothing where there are none.
  static func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "<ul>\n" + items.map { "<li>\(message($0))</li>\n" }.joined() + "</ul>\n"
  }
}

/// A page of its own: nothing is fetched, nothing is run.
enum HTMLPage {
  static func render(title: String, body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    :root { color-scheme: light dark; }
    body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
    table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
    th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
    th { font-weight: 600; }
    code, pre { font: .92em ui-monospace, monospace; }
    svg { max-width: 40rem; width: 100%; height: auto; }
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}
