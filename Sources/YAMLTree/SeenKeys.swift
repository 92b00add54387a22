/// The keys met so far in one mapping: fingerprints while there are few, a table when there are many.
struct SeenKeys {
  private var table: KeyTable?
  private var prints: [UInt64] = []

  /// Forgets all keys and makes ready for up to `capacity`.
  mutating func begin(capacity: Int) {
    table = capacity > KeyTable.linearLimit ? KeyTable(capacity: capacity) : nil
    prints.removeAll(keepingCapacity: true)
  }

  /// The position of the key with the same text; `nil` if there was none, and then this one is remembered.
  @inline(__always)
  mutating func remember(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, isSame: (Int) -> Bool
  ) -> Int? {
    if table != nil { return rememberInTable(text, at: position, isSame: isSame) }
    let print = Self.fingerprint(text)
    for other in 0..<prints.count where prints[other] == print && isSame(other) { return other }
    prints.append(print)
    return nil
  }

  private mutating func rememberInTable(
    _ text: UnsafeBufferPointer<UInt8>, at position: Int, isSame: (Int) -> Bool
  ) -> Int? {
    let hash = KeyTable.hash(text)
    if let found = table?.find(hash: hash, matches: isSame) { return found }
    table?.insert(position, hash: hash)
    return nil
  }

  /// The table, if the mapping is large enough to have one.
  mutating func takeTable() -> KeyTable? {
    defer { table = nil }
    return table
  }

  /// The length and a few bytes: enough to tell most keys apart without touching their text again.
  @inline(__always)
  private static func fingerprint(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = UInt64(truncatingIfNeeded: text.count)
    guard text.count < 8 else {
      let bytes = UnsafeRawBufferPointer(text)
      let head = bytes.loadUnaligned(as: UInt64.self)
      let tail = bytes.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
      return head &* 0x9E37_79B9_7F4A_7C15 ^ tail ^ count
    }
    var print = count
    for byte in text { print = print << 8 | UInt64(byte) }
    return print
  }
}
