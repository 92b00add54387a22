/// A sample that is spread evenly in every dimension: each of the equal parts of 0...1 holds one point (McKay, Beckman and
/// Conover 1979). The same seed gives the same sample.
struct LatinHypercube {
  let count: Int
  let seed: UInt64

  /// The points of one dimension.
  func points(_ dimension: Int) -> [Double] {
    var random = SplitMix(state: seed &+ UInt64(dimension) &* 0xD1B5_4A32_D192_ED03)
    var parts = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      parts.swapAt(index, Int(random.next(below: UInt64(index + 1))))
    }
    return parts.map { (Double($0) + random.nextShare()) / Double(count) }
  }
}

/// A small generator (Steele, Lea and Flood 2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// Between 0 and 1, without the ends.
  mutating func nextShare() -> Double { (Double(next() >> 12) + 0.5) / 0x1p52 }

  /// Precondition: `bound` is small against 2^64, so that no value is noticeably more likely.
  mutating func next(below bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }
}
