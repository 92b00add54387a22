/// Makes text from outside harmless for a terminal.
enum SafeText {
  /// The text with nothing in it that moves the cursor, hides or turns around what is read.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { stand(for: $0) != nil }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { result.unicodeScalars.append(stand(for: scalar) ?? scalar) }
    return result
  }

  /// What is shown instead of a character that must not be shown; `nil` if it may.
  static func stand(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value)  // control pictures
    case 0x7F: "\u{2421}"
    case 0x80...0x9F, 0x2028, 0x2029: "\u{FFFD}"
    // Marks that change the direction of text: what is shown would not be what is there.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
    case 0xFEFF: "\u{FFFD}"
    default: nil
    }
  }
}
