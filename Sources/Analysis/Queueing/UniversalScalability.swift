/// What `n` nodes together carry, as a multiple of one: `n / (1 + σ (n − 1) + κ n (n − 1))` (Gunther 2007).
struct UniversalScalability: Hashable, Sendable {
  /// σ: the share of work that waits for something shared.
  var contention: Double
  /// κ: the cost of keeping each pair of nodes in agreement.
  var coherency: Double

  /// In multiples of one node.
  func capacity(_ nodes: Double) -> Double { nodes * efficiency(nodes) }

  /// The part of its own capacity that each of `nodes` nodes brings.
  func efficiency(_ nodes: Double) -> Double {
    1 / (1 + contention * (nodes - 1) + coherency * nodes * (nodes - 1))
  }

  /// The number of nodes beyond which more of them carry less, `√((1 − σ) / κ)`; infinite without coherency.
  var peak: Double {
    coherency > 0 ? max(1, ((1 - contention) / coherency).squareRoot()) : .infinity
  }

  /// The fewest whole nodes with at least this capacity; `nil` where no number of them has it.
  ///
  /// Up to the peak capacity grows with every node, so the search ends there.
  func nodes(for capacity: Double) -> Double? {
    if capacity <= 1 { return 1 }
    // `n = C (1 + σ (n − 1) + κ n (n − 1))` is quadratic in `n`; the smaller root is before the peak.
    let quadratic = coherency * capacity
    let linear = 1 - capacity * (contention - coherency)
    let constant = capacity * (1 - contention)
    guard linear > 0 else { return nil }
    let discriminant = linear * linear - 4 * quadratic * constant
    guard discriminant >= 0 else { return nil }
    let root = 2 * constant / (linear + discriminant.squareRoot())
    let needed = (root - 1e-9).rounded(.up)
    return self.capacity(needed) >= capacity * (1 - 1e-9) ? needed : nil
  }
}
