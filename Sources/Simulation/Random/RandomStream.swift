/// One stream of random numbers: xoshiro256** (Blackman and Vigna 2021), seeded by SplitMix64.
///
/// Each source of randomness has a stream of its own, so that a change in one place does not shift the draws of another.
struct RandomStream: Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var spareNormal: Double?

  /// - Parameters:
  ///   - seed: The seed of the run.
  ///   - source: What the numbers are for; equal sources of equal seeds give equal numbers.
  init(seed: UInt64, source: UInt64) {
    var mixer = SplitMix64(state: seed)
    var own = SplitMix64(state: mixer.next() ^ (source &* 0xD134_2543_DE82_EF95))
    state = (own.next(), own.next(), own.next(), own.next())
  }

  /// 64 random bits.
  mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  private static func rotated(_ x: UInt64, by count: UInt64) -> UInt64 { x << count | x >> (64 - count) }

  /// Uniform in [0, 1), with 53 bits.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in 0..<count; the bias is below `count / 2^64` (Lemire 2019, without rejection).
  mutating func below(_ count: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(count)).high) }

  /// True with a probability.
  mutating func happens(_ probability: Double) -> Bool {
    probability >= 1 || probability > 0 && uniform() < probability
  }

  /// Exponential with mean 1.
  mutating func exponential() -> Double { -Real.log(1 - uniform()) }

  /// Standard normal, by the polar method (Marsaglia and Bray 1964).
  mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      guard square > 0, square < 1 else { continue }
      let scale = (-2 * Real.log(square) / square).squareRoot()
      spareNormal = y * scale
      return x * scale
    }
  }

  /// Gamma with scale 1 (Marsaglia and Tsang 2000); shapes below 1 by the power of a uniform number.
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return gamma(shape: shape + 1) * Real.pow(1 - uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let cube = 1 + c * x
      guard cube > 0 else { continue }
      let v = cube * cube * cube
      if Real.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Real.log(v) { return d * v }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): turns related seeds into unrelated states.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
