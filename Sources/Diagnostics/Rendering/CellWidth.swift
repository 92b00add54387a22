/// How many cells of a terminal a character takes: 0, 1 or 2.
///
/// Wide are the East Asian characters of class W and F (Unicode Standard Annex 11) and what is drawn as an emoji;
/// marks and format characters take no room.
enum CellWidth {
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // A variation selector asks for the emoji form; a sequence of joined emoji is drawn as one.
    if scalars.contains("\u{FE0F}") { return 2 }
    return scalars.reduce(0) { max($0, of($1)) }
  }

  static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if wide.contains(where: { $0.contains(scalar.value) }) || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul, leading consonants
    0x2E80...0x303E, 0x3041...0x33FF,  // radicals, punctuation, kana
    0x3400...0x4DBF, 0x4E00...0xA4CF,  // ideographs, Yi
    0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // compatibility forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
    0x16FE0...0x18DFF, 0x1B000...0x1B2FF, 0x1F200...0x1F251,  // Tangut, kana, squared ideographs
    0x20000...0x3FFFD,  // ideographs
  ]
}
