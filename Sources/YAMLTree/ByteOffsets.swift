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
    var offset = base
    while offset < source.count {
      checkpoints.append(UInt32(offset))
      if isPlainRun(at: offset) {
        offset += Self.stride
      } else {
        for _ in 0..<Self.stride where offset < source.count { offset = afterCharacter(at: offset) }
      }
    }
  }

  /// Whether the next characters up to a checkpoint are one byte each.
  private func isPlainRun(at offset: Int) -> Bool {
    guard offset + Self.stride <= source.count else { return false }
    let bytes = UnsafeRawBufferPointer(source)
    var union: UInt64 = 0
    for word in 0..<Self.stride / 8 { union |= bytes.loadUnaligned(fromByteOffset: offset + 8 * word, as: UInt64.self) }
    return union & 0x8080_8080_8080_8080 == 0
  }

  /// The offset behind a character: continuation bytes (10xxxxxx) belong to it.
  private func afterCharacter(at offset: Int) -> Int {
    var next = offset + 1
    while next < source.count, source[next] & 0xC0 == 0x80 { next += 1 }
    return next
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
    let remaining = character % Self.stride
    if checkpoint + 1 < checkpoints.count, Int(checkpoints[checkpoint + 1]) - offset == Self.stride {
      return offset + remaining
    }
    for _ in 0..<remaining where offset < source.count { offset = afterCharacter(at: offset) }
    return offset
  }
}
