/// A key as line editing knows it.
enum Key: Equatable {
  case text(String)
  case enter, tab, backspace, delete
  case left, right, up, down, home, end, wordLeft, wordRight
  case cutToEnd, cutToStart, cutWord, yank, clearScreen
  /// Control-C.
  case interrupt
  /// Control-D.
  case endOfFile
  /// A key that means nothing here.
  case other
}

/// Makes keys of the bytes that a terminal sends (ANSI and xterm sequences, UTF-8).
struct KeyDecoder {
  /// The next byte; `nil` at the end of input.
  let next: () -> UInt8?

  /// The next key; `nil` at the end of input.
  func key() -> Key? {
    guard let byte = next() else { return nil }
    switch byte {
    case 0x01: return .home
    case 0x02: return .left
    case 0x03: return .interrupt
    case 0x04: return .endOfFile
    case 0x05: return .end
    case 0x06: return .right
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x0B: return .cutToEnd
    case 0x0C: return .clearScreen
    case 0x0E: return .down
    case 0x10: return .up
    case 0x15: return .cutToStart
    case 0x17: return .cutWord
    case 0x19: return .yank
    case 0x1B: return escape()
    case 0..<0x20: return .other
    default: return text(byte)
    }
  }

  private func text(_ first: UInt8) -> Key {
    let length =
      switch first {
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 1
      }
    var bytes = [first]
    while bytes.count < length, let byte = next() { bytes.append(byte) }
    guard let text = String(validating: bytes, as: UTF8.self) else { return .other }
    return .text(text)
  }

  private func escape() -> Key {
    guard let byte = next() else { return .other }
    switch byte {
    case UInt8(ascii: "b"): return .wordLeft
    case UInt8(ascii: "f"): return .wordRight
    case 0x7F: return .cutWord
    case UInt8(ascii: "["), UInt8(ascii: "O"): return sequence()
    default: return .other
    }
  }

  /// What follows `ESC [`: numbers, then a final byte from `@` to `~`.
  private func sequence() -> Key {
    var numbers = ""
    while let byte = next() {
      guard (0x40...0x7E).contains(byte) else {
        numbers.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      let isWord = numbers.hasSuffix(";5") || numbers.hasSuffix(";3")
      switch (byte, numbers) {
      case (UInt8(ascii: "A"), _): return .up
      case (UInt8(ascii: "B"), _): return .down
      case (UInt8(ascii: "C"), _): return isWord ? .wordRight : .right
      case (UInt8(ascii: "D"), _): return isWord ? .wordLeft : .left
      case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): return .home
      case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): return .end
      case (UInt8(ascii: "~"), "3"): return .delete
      default: return .other
      }
    }
    return .other
  }
}
