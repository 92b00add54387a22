/// A line of a file as a terminal shows it: what stands in which cell, and which bytes it comes from.
struct DisplayLine {
  /// A character with the room it takes.
  private struct Glyph {
    let text: String
    let width: Int
    /// Bytes in the file, and the cell where it begins.
    let byteCount: Int
    let cell: Int
  }

  private var glyphs: [Glyph] = []
  /// The byte of the line with which `glyphs` begin, and whether any are left out before and after.
  private let firstByte: Int
  private let isCutBefore: Bool
  private let isCutAfter: Bool
  /// Cells in all.
  private(set) var width = 0

  static let tabWidth = 4
  /// Bytes looked at on both sides of what matters: a file may be a single line of many megabytes.
  private static let reach = 2000

  /// `focus` is a byte of the line that matters.
  init(_ line: ArraySlice<UInt8>, focus: Int) {
    var start = line.startIndex + max(0, min(focus, line.count) - Self.reach)
    var end = min(line.endIndex, line.startIndex + max(0, focus) + Self.reach)
    while start > line.startIndex, start < line.endIndex, line[start] & 0xC0 == 0x80 { start -= 1 }
    while end < line.endIndex, line[end] & 0xC0 == 0x80 { end += 1 }
    start = min(start, end)
    firstByte = start - line.startIndex
    isCutBefore = start > line.startIndex
    isCutAfter = end < line.endIndex
    if let text = String(validating: line[start..<end], as: UTF8.self) {
      for character in text { append(character, byteCount: character.utf8.count) }
    } else {
      appendBroken(line[start..<end])
    }
  }

  private mutating func append(_ character: Character, byteCount: Int) {
    var text = String(character)
    if character == "\t" {
      text = String(repeating: " ", count: Self.tabWidth)
    } else if character.unicodeScalars.contains(where: { SafeText.stand(for: $0) != nil }) {
      text = SafeText.of(text)
    }
    let cells = CellWidth.of(text)
    glyphs.append(Glyph(text: text, width: cells, byteCount: byteCount, cell: width))
    width += cells
  }

  /// Bytes that are no UTF-8 become one replacement character each.
  private mutating func appendBroken(_ bytes: ArraySlice<UInt8>) {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded): append(Character(Unicode.UTF8.decode(encoded)), byteCount: encoded.count)
      case .error(let length): append("\u{FFFD}", byteCount: length)
      case .emptyInput: return
      }
    }
  }

  /// The cell where the character begins that holds a byte of the line; `width` beyond the end.
  func cell(ofByte byte: Int) -> Int {
    var offset = firstByte
    for glyph in glyphs {
      offset += glyph.byteCount
      if byte < offset { return glyph.cell }
    }
    return width
  }

  /// A part of the line that fits a width.
  struct Window {
    let text: String
    /// Cells that were left out on the left, less the one that the ellipsis takes.
    let shift: Int
    let width: Int

    /// Where a cell of the line is in the window; at its edge if it was left out.
    func column(ofCell cell: Int) -> Int { min(max(cell - shift, 0), width) }
  }

  /// The line, cut around the cells of `focus` with `…` if it has more than `available` cells.
  func window(around focus: Range<Int>, available: Int) -> Window {
    let context = max(4, (available - focus.count) / 2)
    let fits = width <= available
    let latest = max(0, width - available + 1)
    let first = fits ? 0 : min(latest, max(0, focus.lowerBound - context))
    var text = ""
    var shift = 0
    var used = 0
    var cutAfter = isCutAfter
    for glyph in glyphs where glyph.cell >= first {
      if used == 0, text.isEmpty {
        let cutBefore = isCutBefore || glyph.cell > 0
        text = cutBefore ? "…" : ""
        used = cutBefore ? 1 : 0
        shift = glyph.cell - used
      }
      // One cell is kept for the ellipsis unless the line ends here.
      let isLast = glyph.cell + glyph.width >= width && !isCutAfter
      if used + glyph.width > available - (isLast ? 0 : 1), !fits {
        cutAfter = true
        break
      }
      text += glyph.text
      used += glyph.width
    }
    return Window(text: cutAfter ? text + "…" : text, shift: shift, width: used + (cutAfter ? 1 : 0))
  }
}
