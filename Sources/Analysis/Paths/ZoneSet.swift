/// Zones of which a set surely has some and may have others.
struct ZoneSet: Equatable, Sendable {
  private var least: [UInt64]
  private var most: [UInt64]

  /// Every zone there is, and any that nobody names: what is in no zone needs none.
  static func everywhere(_ count: Int) -> ZoneSet {
    let words = [UInt64](repeating: .max, count: count / 64 + 1)
    return ZoneSet(least: words, most: words)
  }

  /// Nobody says which zones.
  static func unknown(_ count: Int) -> ZoneSet {
    ZoneSet(
      least: [UInt64](repeating: 0, count: count / 64 + 1), most: [UInt64](repeating: .max, count: count / 64 + 1))
  }

  /// The zones with these numbers, all below `count`.
  init(_ zones: [Int], _ count: Int) {
    var words = [UInt64](repeating: 0, count: count / 64 + 1)
    for zone in zones { words[zone / 64] |= 1 << UInt64(zone % 64) }
    self.init(least: words, most: words)
  }

  private init(least: [UInt64], most: [UInt64]) {
    self.least = least
    self.most = most
  }

  func intersection(_ other: ZoneSet) -> ZoneSet {
    ZoneSet(least: zip(least, other.least).map { $0 & $1 }, most: zip(most, other.most).map { $0 & $1 })
  }

  func union(_ other: ZoneSet) -> ZoneSet {
    ZoneSet(least: zip(least, other.least).map { $0 | $1 }, most: zip(most, other.most).map { $0 | $1 })
  }

  /// How many zones they are; `nil` for everywhere. Of `count` zones the bit after the last stands for the unnamed.
  func size(_ count: Int) -> Interval? {
    func isOpen(_ words: [UInt64]) -> Bool { words[count / 64] >> UInt64(count % 64) & 1 == 1 }
    func size(_ words: [UInt64]) -> Double { Double(words.reduce(0) { $0 + $1.nonzeroBitCount }) }
    if isOpen(least) { return nil }
    return Interval(low: size(least), high: isOpen(most) ? .infinity : size(most))
  }
}
