/// The same numbers on every machine, so that a failure can be had again: SplitMix64 (Steele, Lea and Flood, Fast Splittable
/// Pseudorandom Number Generators, OOPSLA 2014).
public struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0 up to a bound, which is not reached.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// From 0 up to 1, which is not reached.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  public mutating func next(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
}
