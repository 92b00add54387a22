internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// Expressions that YAML takes for something of its own: a tag, an alias, a list, a comment.
///
/// All are mended in one way, so that the advice shows the mended text: the expression after `|`, on lines of its own.
struct YAMLTraps {
  let file: SourceFile

  /// Keys whose values, or whose entries' values, are expressions.
  private static let expressionKeys = ["when", "where"]
  private static let expressionMaps = ["let", "once", "severity"]

  /// YAML's own complaint, with advice that fits the text in which it arose.
  func explained(_ diagnostic: Diagnostic) -> Diagnostic {
    guard ["yaml-syntax", "unclosed-bracket", "bad-indentation"].contains(diagnostic.code),
      let start = diagnostic.primary?.span.start, let advice = advice(at: start)
    else { return diagnostic }
    var copy = diagnostic
    copy.helps = [advice]
    return copy
  }

  /// How to write the text that stands at or above an offset; `nil` if that is neither an expression nor a message.
  func advice(at offset: UInt32) -> String? {
    var index = file.lineIndex(at: offset)
    var continuation: [String] = []
    while index >= 0 {
      let text = String(decoding: file.line(index), as: UTF8.self)
      if let pair = KeyedLine(text) { return advice(pair, continuation, index) }
      continuation.insert(text.trimmingBlanks(), at: 0)
      index -= 1
    }
    return nil
  }

  /// The value that stands behind a key on the line of an offset, tag and anchor included.
  func value(onLineOf offset: UInt32, in id: FileID) -> Span? {
    let index = file.lineIndex(at: offset)
    let text = String(decoding: file.line(index), as: UTF8.self)
    guard let pair = KeyedLine(text) else { return nil }
    let start = file.lineStarts[index] + UInt32(pair.valueOffset)
    return Span(file: id, start: start, end: start + UInt32(pair.value.utf8.count))
  }

  /// The advice if a plain text ends where YAML saw a comment begin.
  func advice(afterCommentIn node: YAMLNode) -> String? {
    let index = file.lineIndex(at: node.span.end)
    let rest = file.line(index).dropFirst(Int(node.span.end - file.lineStarts[index]))
    guard node.style == .plain, String(decoding: rest, as: UTF8.self).trimmingBlanks().hasPrefix("#") else {
      return nil
    }
    return advice(at: node.span.start).map { "YAML takes ` #` for the beginning of a comment; " + $0 }
  }

  private func advice(_ pair: KeyedLine, _ continuation: [String], _ index: Int) -> String? {
    let isMessage = pair.key == "message"
    guard isMessage || holdsExpression(pair, index) else { return nil }
    var lines = [pair.value].filter { !$0.isEmpty } + continuation
    if let first = lines.first, first == "|" || first == ">" || first == "|-" || first == ">-" {
      return "indent the lines that follow `\(first)`"
    }
    if let first = lines.first, first.hasPrefix("| ") || first.hasPrefix("> ") { lines[0] = String(first.dropFirst(2)) }
    if lines.count == 1, lines[0].hasPrefix("\""), lines[0].hasSuffix("\""), !ExpressionText.isWellFormed(lines[0]) {
      lines[0] = String(lines[0].dropFirst().dropLast())
    }
    guard isMessage || ExpressionText.isWellFormed(lines.joined(separator: "\n")) else {
      return "write the expression after `|`, on lines of its own"
    }
    let head = isMessage ? "write the text after `>-`:\nmessage: >-" : "write the expression after `|`:\n\(pair.key): |"
    return ([head] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  private func holdsExpression(_ pair: KeyedLine, _ index: Int) -> Bool {
    if pair.indentation == 0 { return Self.expressionKeys.contains(pair.key) }
    for above in stride(from: index - 1, through: 0, by: -1) {
      guard let outer = KeyedLine(String(decoding: file.line(above), as: UTF8.self)),
        outer.indentation < pair.indentation
      else { continue }
      return outer.indentation == 0 && Self.expressionMaps.contains(outer.key)
    }
    return false
  }
}

/// A line of the form `key: value`.
private struct KeyedLine {
  let indentation: Int
  let key: String
  let value: String
  /// Where the value starts, in bytes from the start of the line.
  let valueOffset: Int

  init?(_ line: String) {
    let bytes = Array(line.utf8)
    indentation = bytes.prefix { $0 == UInt8(ascii: " ") }.count
    let name = bytes[indentation...].prefix { byte in
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ":") else { return nil }
    key = String(decoding: name, as: UTF8.self)
    let rest = bytes[(name.endIndex + 1)...]
    guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return nil }
    let value = rest.drop { $0 == UInt8(ascii: " ") }
    valueOffset = value.startIndex
    self.value = String(decoding: value, as: UTF8.self).trimmingBlanks()
  }
}

extension String {
  fileprivate func trimmingBlanks() -> String {
    let body = drop { $0 == " " || $0 == "\t" || $0.isNewline }
    return String(body.reversed().drop { $0 == " " || $0 == "\t" || $0.isNewline }.reversed())
  }
}
