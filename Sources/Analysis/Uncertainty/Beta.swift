/// The beta distribution on 0...1.
struct Beta: Sendable {
  let alpha: Double
  let beta: Double
  /// The logarithm of 1 / B(alpha, beta).
  private let scale: Double

  init(_ alpha: Double, _ beta: Double) {
    self.alpha = alpha
    self.beta = beta
    scale = Gamma.logGamma(alpha + beta) - Gamma.logGamma(alpha) - Gamma.logGamma(beta)
  }

  /// The share below `x`: the regularized incomplete beta function by its continued fraction (Abramowitz and Stegun
  /// 26.5.8), on the side where it converges fast.
  func share(below x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let front = Real.exp(scale + alpha * Real.log(x) + beta * Real.log1p(-x))
    if x < (alpha + 1) / (alpha + beta + 2) { return front * Self.fraction(alpha, beta, x) / alpha }
    return 1 - front * Self.fraction(beta, alpha, 1 - x) / beta
  }

  /// The point below which a share lies, by Newton's method between bounds.
  func quantile(_ share: Double) -> Double {
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    var (low, high) = (0.0, 1.0)
    var x = alpha / (alpha + beta)
    for _ in 0..<100 {
      let error = self.share(below: x) - share
      if error > 0 { high = x } else { low = x }
      let density = Real.exp(scale + (alpha - 1) * Real.log(x) + (beta - 1) * Real.log1p(-x))
      var next = x - error / density
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - x) < 1e-15 { return next }
      x = next
    }
    return x
  }

  /// Lentz's method.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...500 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}
