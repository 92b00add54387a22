/// An open-addressing table from key text to position among the entries of one mapping.
///
/// It stores positions only; the texts stay where they are. The hash is seeded by the process, so a file cannot be
/// written to make all its keys collide.
struct KeyTable: Sendable {
  /// Mappings up to this size are searched from end to end.
  static let linearLimit = 16

  /// Position + 1, or 0 for a free slot; a power of two, at most half full.
  private var slots: [UInt32]

  init(capacity: Int) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
  }

  static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    return hasher.finalize()
  }

  /// The position whose key `matches`, if the table has one.
  func find(hash: Int, matches: (Int) -> Bool) -> Int? {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      if matches(position) { return position }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds a position whose key is not in the table yet. There must be room.
  mutating func insert(_ position: Int, hash: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(position) + 1
  }
}
