/// Turns libyaml's positions, which count characters, into byte offsets.
struct ByteOffsets {
  /// Bytes before the first character: the length of a byte order mark.
  private let base: Int
  private let source: UnsafeBufferPointer<UInt8>
  /// The offset of every `stride`th character; empty if every character is one byte.
  private var checkpoints: [UInt32] = []
  private static let stride = 32

  init(source: UnsafeBufferPointer<UInt8>, base: Int) {
    self.source = source
    self.base = base
    if !Self.isASCII(source[base...]) { index() }
  }

  private static func isASCII(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var union: UInt8 = 0
    for byte in UnsafeBufferPointer(rebasing: bytes) { union |= byte }
    return union < 0x80
  }

  private mutating func index() {
    checkpoints.reserveCapacity(source.count / Self.stride + 1)
    var characters = 0
    // A character begins at every byte that is no continuation (10xxxxxx).
    for offset in base..<source.count where source[offset] & 0xC0 != 0x80 {
      if characters % Self.stride == 0 { checkpoints.append(UInt32(offset)) }
      characters += 1
    }
  }

  /// The offset of a character; the end of the file for any beyond the last.
  @inline(__always)
  func offset(ofCharacter character: Int) -> Int {
    if checkpoints.isEmpty { return min(base + character, source.count) }
    return walk(to: character)
  }

  private func walk(to character: Int) -> Int {
    let checkpoint = character / Self.stride
    guard checkpoint < checkpoints.count else { return source.count }
    var offset = Int(checkpoints[checkpoint])
    var remaining = character % Self.stride
    while remaining > 0, offset < source.count {
      offset += 1
      while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }
}
