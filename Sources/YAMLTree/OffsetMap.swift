/// Where each byte of a scalar's decoded text comes from in the file.
///
/// Made on demand, by decoding the scalar a second time; it is needed only to point at a part of a text that is wrong.
struct OffsetMap {
  /// For each byte of the text the file offset of the notation it comes from, and one more for the end of the text.
  private(set) var origins: [Int] = []

  let layout: Layout
  let text: UnsafeBufferPointer<UInt8>
  /// The first byte not yet read.
  var offset: Int
  /// The end of the notation, without a closing quote, but with the blank lines after a block.
  let end: Int

  /// `nil` if the notation does not decode to the text, so that nothing can be told.
  init?(
    text: UnsafeBufferPointer<UInt8>, style: YAMLNode.Style, source: UnsafeBufferPointer<UInt8>, start: Int, end: Int
  ) {
    layout = Layout(source: source)
    self.text = text
    let quote = style == .singleQuoted || style == .doubleQuoted ? 1 : 0
    offset = start + quote
    let isBlock = style == .literal || style == .folded
    self.end = isBlock ? layout.skipBlanks(from: end) : end - quote
    origins.reserveCapacity(text.count + 1)
    switch style {
    case .literal, .folded:
      guard decodeBlock(isFolded: style == .folded) else { return nil }
    default:
      guard decodeFlow(style) else { return nil }
    }
    origins.append(min(offset, max(start, self.end)))
  }

  var isDone: Bool { origins.count >= text.count }

  /// Notes that the next `count` bytes of the text come from `origin`; `false` if the text is shorter.
  mutating func emit(_ count: Int, from origin: Int) -> Bool {
    guard origins.count + count <= text.count else { return false }
    for _ in 0..<count { origins.append(origin) }
    return true
  }

  /// Takes one byte that stands for itself; `false` if the text has another there.
  mutating func copy() -> Bool {
    guard origins.count < text.count, text[origins.count] == layout.source[offset] else { return false }
    origins.append(offset)
    offset += 1
    return true
  }

  /// How many bytes of text a line break makes: LF, CR, CRLF and NEL become LF; LS and PS stay.
  func textLength(ofBreak length: Int) -> Int { length == 3 ? 3 : 1 }
}

// MARK: - Plain and quoted scalars

extension OffsetMap {
  private mutating func decodeFlow(_ style: YAMLNode.Style) -> Bool {
    while !isDone, offset < end {
      let isFine: Bool
      if style == .doubleQuoted, layout.source[offset] == UInt8(ascii: "\\") {
        isFine = decodeEscape()
      } else if style == .singleQuoted, layout.source[offset] == UInt8(ascii: "'") {
        isFine = emit(1, from: offset)
        offset += 2
      } else if let fold = foldAhead(from: offset) {
        isFine = decode(fold)
      } else {
        isFine = copy()
      }
      guard isFine else { return false }
    }
    return isDone
  }

  /// Blanks around one line break or more.
  struct Fold {
    /// Where the blanks begin.
    let start: Int
    /// The bytes of text that the breaks make; 0 if one LF, which becomes a space.
    var textLength: Int
    var next: Int
  }

  /// The fold that begins at `start`, if blanks and a line break do.
  private func foldAhead(from start: Int) -> Fold? {
    var offset = start
    while offset < end, layout.isBlank(at: offset) { offset += 1 }
    let length = offset < end ? layout.lineBreak(at: offset) : 0
    guard length > 0 else { return nil }
    // The first break is dropped if it is an LF, since the others then stand for themselves.
    var fold = Fold(start: start, textLength: length == 3 ? 3 : 0, next: offset + length)
    while fold.next < end {
      if layout.isBlank(at: fold.next) {
        fold.next += 1
      } else {
        let length = layout.lineBreak(at: fold.next)
        if length == 0 { break }
        fold.textLength += textLength(ofBreak: length)
        fold.next += length
      }
    }
    return fold
  }

  private mutating func decode(_ fold: Fold) -> Bool {
    offset = fold.next
    return emit(max(1, fold.textLength), from: fold.start)
  }

  private mutating func decodeEscape() -> Bool {
    let start = offset
    let breakLength = layout.lineBreak(at: start + 1)
    if breakLength > 0 {
      // An escaped line break vanishes; blank lines after it do not.
      var next = start + 1 + breakLength
      var made = 0
      while next < end {
        let length = layout.lineBreak(at: next)
        if length > 0 { made += textLength(ofBreak: length) }
        if length == 0, !layout.isBlank(at: next) { break }
        next += max(1, length)
      }
      offset = next
      return emit(made, from: start)
    }
    guard start + 1 < end else { return false }
    switch layout.source[start + 1] {
    case UInt8(ascii: "x"): offset += 4
    case UInt8(ascii: "u"): offset += 6
    case UInt8(ascii: "U"): offset += 10
    default: offset += 2
    }
    return emit(Self.sequenceLength(text[origins.count]), from: start)
  }

  /// The length of the UTF-8 sequence with this first byte.
  private static func sequenceLength(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}
