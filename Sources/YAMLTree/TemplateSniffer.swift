public import Diagnostics

/// Recognises files that become YAML only after a template engine has filled them in.
public enum TemplateSniffer {
  /// The first template opening (`{{`, `{%`, `${{`, `<%`) that is not in quotes, a comment or a block of text.
  ///
  /// Reads the text as lines, not as YAML, which a template often is not. O(bytes).
  public static func looksLikeTemplate(_ file: SourceFile, id: FileID) -> Span? {
    file.bytes.withUnsafeBufferPointer { source in
      let openings: [[UInt8]] = [Array("{{".utf8), Array("{%".utf8), Array("<%".utf8)]
      guard openings.contains(where: { findBytes($0, in: source, from: 0) != nil }) else { return nil }
      var scanner = TemplateScanner(source: source)
      return scanner.firstOpening().map { Span(file: id, start: UInt32($0.lowerBound), end: UInt32($0.upperBound)) }
    }
  }
}

/// Walks over a file line by line, stepping over quotes, comments and block scalars.
private struct TemplateScanner {
  let source: UnsafeBufferPointer<UInt8>
  private let layout: Layout
  private var offset = 0

  init(source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    layout = Layout(source: source)
  }

  mutating func firstOpening() -> Range<Int>? {
    while offset < source.count {
      let parent = parentColumn(ofLineAt: offset)
      var hasBlock = false
      if let opening = scanLine(&hasBlock) { return opening }
      if hasBlock { skipBlock(parent: parent) }
    }
    return nil
  }

  /// Reads up to the end of the line; says whether a block scalar begins on it.
  private mutating func scanLine(_ hasBlock: inout Bool) -> Range<Int>? {
    var startsToken = true
    while offset < source.count {
      let length = layout.lineBreak(at: offset)
      if length > 0 {
        offset += length
        return nil
      }
      if let opening = opening(at: offset) { return opening }
      let byte = source[offset]
      let isFirstOrBlank = offset == 0 || layout.isBlank(at: offset - 1) || layout.endsBreak(before: offset)
      if byte == UInt8(ascii: "#"), isFirstOrBlank {
        skipLine()
      } else if startsToken, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        skipQuoted(byte)
        startsToken = false
      } else if startsToken, byte == UInt8(ascii: "|") || byte == UInt8(ascii: ">"), endsWithBlockHeader(offset) {
        hasBlock = true
        skipLine()
      } else {
        startsToken = layout.isBlank(at: offset) ? startsToken : Self.opensToken.contains(byte)
        offset += 1
      }
    }
    return nil
  }

  /// After these a quote opens a quoted text; within plain text it is a letter like any other.
  private static let opensToken: [UInt8] = [
    UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"),
  ]

  private func opening(at offset: Int) -> Range<Int>? {
    guard offset + 1 < source.count else { return nil }
    switch (source[offset], source[offset + 1]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
      (UInt8(ascii: "<"), UInt8(ascii: "%")):
      return offset..<offset + 2
    case (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return offset + 2 < source.count && source[offset + 2] == UInt8(ascii: "{") ? offset..<offset + 3 : nil
    default: return nil
    }
  }

  private mutating func skipLine() {
    while offset < source.count, layout.lineBreak(at: offset) == 0 { offset += 1 }
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    offset += 1
    while offset < source.count {
      let byte = source[offset]
      offset += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
      guard byte == quote else { continue }
      // Two single quotes are one within the text.
      if quote == UInt8(ascii: "'"), offset < source.count, source[offset] == quote { offset += 1 } else { return }
    }
    offset = source.count
  }

  /// Whether only the indicators of a block scalar and a comment follow up to the end of the line.
  private func endsWithBlockHeader(_ start: Int) -> Bool {
    var offset = start + 1
    while offset < source.count, "+-123456789".utf8.contains(source[offset]) { offset += 1 }
    guard offset >= source.count || layout.isBlank(at: offset) || layout.lineBreak(at: offset) > 0 else { return false }
    while layout.isBlank(at: offset) { offset += 1 }
    return offset >= source.count || layout.lineBreak(at: offset) > 0 || source[offset] == UInt8(ascii: "#")
  }

  /// The column that the text of a block scalar on this line must be indented beyond: that of the key, or of the last
  /// dash if there is no key.
  private func parentColumn(ofLineAt start: Int) -> Int {
    var offset = start
    var dash = -1
    while offset < source.count {
      while offset < source.count, source[offset] == UInt8(ascii: " ") { offset += 1 }
      guard offset + 1 < source.count, source[offset] == UInt8(ascii: "-"), layout.isBlank(at: offset + 1) else {
        break
      }
      dash = offset - start
      offset += 1
    }
    let hasKey = offset < source.count && source[offset] != UInt8(ascii: "|") && source[offset] != UInt8(ascii: ">")
    return hasKey ? offset - start : dash
  }

  private mutating func skipBlock(parent: Int) {
    offset += layout.lineBreak(at: offset)
    while offset < source.count {
      var next = offset
      while next < source.count, source[next] == UInt8(ascii: " ") { next += 1 }
      let isBlankLine = next >= source.count || layout.lineBreak(at: next) > 0
      guard isBlankLine || next - offset > parent else { return }
      skipLine()
      offset += layout.lineBreak(at: offset)
    }
  }
}
