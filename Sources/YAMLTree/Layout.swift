/// Steps over what stands around values in the text of a YAML file.
struct Layout {
  let source: UnsafeBufferPointer<UInt8>

  /// The length of the line break at `offset`, 0 if there is none. YAML 1.1, which libyaml reads, also breaks lines at
  /// NEL, LS and PS.
  func lineBreak(at offset: Int) -> Int {
    guard offset < source.count else { return 0 }
    switch source[offset] {
    case UInt8(ascii: "\n"): return 1
    case UInt8(ascii: "\r"): return offset + 1 < source.count && source[offset + 1] == UInt8(ascii: "\n") ? 2 : 1
    case 0xC2: return offset + 1 < source.count && source[offset + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard offset + 2 < source.count, source[offset + 1] == 0x80 else { return 0 }
      return source[offset + 2] == 0xA8 || source[offset + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  func isBlank(at offset: Int) -> Bool {
    offset < source.count && (source[offset] == UInt8(ascii: " ") || source[offset] == UInt8(ascii: "\t"))
  }

  /// The first byte from `offset` on that is neither blank, line break nor comment.
  func skipSpace(from offset: Int) -> Int {
    var offset = offset
    while offset < source.count {
      if isBlank(at: offset) {
        offset += 1
      } else if source[offset] == UInt8(ascii: "#") {
        while offset < source.count, lineBreak(at: offset) == 0 { offset += 1 }
      } else {
        let length = lineBreak(at: offset)
        if length == 0, !isByteOrderMark(at: offset) { break }
        offset += length == 0 ? 3 : length
      }
    }
    return offset
  }

  /// libyaml steps over these at the beginning of any line.
  private func isByteOrderMark(at offset: Int) -> Bool {
    guard offset + 2 < source.count, source[offset] == 0xEF else { return false }
    return source[offset + 1] == 0xBB && source[offset + 2] == 0xBF && (offset == 0 || endsBreak(before: offset))
  }

  /// The first byte from `offset` on that is neither blank nor line break.
  func skipBlanks(from offset: Int) -> Int {
    var offset = offset
    while offset < source.count {
      let length = isBlank(at: offset) ? 1 : lineBreak(at: offset)
      if length == 0 { break }
      offset += length
    }
    return offset
  }

  /// Where the value begins that has `count` properties (an anchor, a tag) before it.
  func valueStart(from offset: Int, properties count: Int) -> Int {
    var offset = offset
    for _ in 0..<count { offset = skipProperty(at: skipSpace(from: offset)) }
    return skipSpace(from: offset)
  }

  private func skipProperty(at offset: Int) -> Int {
    guard offset < source.count else { return offset }
    return source[offset] == UInt8(ascii: "&") ? skipAnchor(at: offset) : skipTag(at: offset)
  }

  /// libyaml takes ASCII letters, digits, `_` and `-` for names; a value may follow without a blank.
  private func skipAnchor(at offset: Int) -> Int {
    var offset = offset + 1
    while offset < source.count {
      switch source[offset] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        offset += 1
      default: return offset
      }
    }
    return offset
  }

  private func skipTag(at offset: Int) -> Int {
    let isVerbatim = offset + 1 < source.count && source[offset + 1] == UInt8(ascii: "<")
    var offset = offset
    while offset < source.count, !isBlank(at: offset), lineBreak(at: offset) == 0 {
      if isVerbatim, source[offset] == UInt8(ascii: ">") { return offset + 1 }
      if !isVerbatim, source[offset] == UInt8(ascii: ",") { break }
      offset += 1
    }
    return offset
  }

  /// `end` without the blanks and line breaks before it, but never before `start`.
  func trimmedEnd(_ end: Int, notBefore start: Int) -> Int {
    var end = end
    while end > start {
      switch source[end - 1] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): end -= 1
      default: return end
      }
    }
    return end
  }
}
