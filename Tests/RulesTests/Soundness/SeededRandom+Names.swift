import Pseudorandom

extension SeededRandom {
  /// A seed of its own for each name (FNV-1a), on top of the committed one.
  init(seed: UInt64, name: String) {
    self.init(seed: name.utf8.reduce(seed ^ 0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 })
  }

  /// True with this probability.
  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  mutating func pick<T>(_ items: [T]) -> T? { items.randomElement(using: &self) }
}
