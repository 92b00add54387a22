/// Small pieces of English.
enum Words {
  /// `1 error`, `2 errors`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// In back-ticks.
  static func code(_ text: String) -> String { "`\(text)`" }

  /// `at 200/s`, but not `at at most 200/s`.
  static func at(_ figure: String) -> String { figure.hasPrefix("at ") ? figure : "at " + figure }

  /// The first letter in lower case, unless the word is all capitals, such as an abbreviation.
  static func lowerFirst(_ text: String) -> String {
    guard let first = text.first, let second = text.dropFirst().first, second.isLowercase || second == " " else {
      return text
    }
    return first.lowercased() + text.dropFirst()
  }

  /// The first letter in upper case.
  static func upperFirst(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// As many characters as fit, cut between words where something is cut.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.count > limit else { return text }
    let head = text.prefix(limit - 1)
    let end = head.lastIndex(of: " ") ?? head.endIndex
    return head[..<end] + "…"
  }

  /// Folded lines as one line.
  static func line(_ text: String) -> String {
    // Most texts are lines already, and taking apart thousands of them is what long tables would spend their time on.
    isLine(text.utf8) ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isLine(_ bytes: String.UTF8View) -> Bool {
    var before = UInt8(ascii: " ")
    for byte in bytes {
      if byte >= 0x80 || (9...13).contains(byte) || (byte == UInt8(ascii: " ") && byte == before) { return false }
      before = byte
    }
    return before != UInt8(ascii: " ")
  }
}
