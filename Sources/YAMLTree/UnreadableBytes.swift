internal import Diagnostics

/// Explains bytes that are no text: broken UTF-8 and control characters.
enum UnreadableBytes {
  /// The message for the first such bytes of the file. `near` is where libyaml saw them.
  static func diagnostic(near: Int, in builder: TreeBuilder) -> Diagnostic {
    var offset = builder.base
    while offset < builder.source.count {
      let length = sequenceLength(at: offset, builder.source)
      if length == 0 { return brokenUTF8(at: offset, builder) }
      if let scalar = scalar(at: offset, length, builder.source), !isAllowed(scalar) {
        return controlCharacter(scalar, builder.span(offset, offset + length))
      }
      offset += length
    }
    return .error("invalid-utf8", "the file cannot be read as text", at: builder.span(near, near))
  }

  private static func brokenUTF8(at offset: Int, _ builder: TreeBuilder) -> Diagnostic {
    let hex = hexadecimal(UInt32(builder.source[offset]), digits: 2)
    return .error(
      "invalid-utf8", "byte 0x\(hex) is not valid UTF-8 here", at: builder.span(offset, offset + 1),
      helps: ["save the file as UTF-8"])
  }

  private static func controlCharacter(_ scalar: UInt32, _ span: Span) -> Diagnostic {
    .error(
      "control-character", "U+\(hexadecimal(scalar, digits: 4)) is a character that YAML does not allow", at: span,
      helps: ["remove it, or write it as an escape in double quotes: `\"\\u\(hexadecimal(scalar, digits: 4))\"`"])
  }

  /// The bytes of the well-formed UTF-8 sequence at `offset`; 0 if it is broken.
  private static func sequenceLength(at offset: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
    let lead = source[offset]
    let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard length > 0, offset + length <= source.count else { return 0 }
    for index in 1..<max(1, length) where source[offset + index] & 0xC0 != 0x80 { return 0 }
    guard length > 2 else { return length }
    let second = source[offset + 1]
    switch lead {
    case 0xE0: return second >= 0xA0 ? length : 0
    case 0xED: return second < 0xA0 ? length : 0
    case 0xF0: return second >= 0x90 ? length : 0
    case 0xF4: return second < 0x90 ? length : 0
    default: return length
    }
  }

  private static func scalar(at offset: Int, _ length: Int, _ source: UnsafeBufferPointer<UInt8>) -> UInt32? {
    String(decoding: source[offset..<offset + length], as: UTF8.self).unicodeScalars.first?.value
  }

  /// The characters that libyaml takes (`c-printable` of the specification).
  private static func isAllowed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
