/// The gamma distribution with scale 1.
enum Gamma {
  /// The share below `x`: the regularized incomplete gamma function P, by its series below `shape + 1` and by Lentz's
  /// continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31).
  static func share(shape: Double, below x: Double) -> Double {
    guard x > 0 else { return 0 }
    let logarithm = shape * Real.log(x) - x - logGamma(shape)
    return x < shape + 1
      ? min(1, series(shape, x) * Real.exp(logarithm))
      : max(0, 1 - fraction(shape, x) * Real.exp(logarithm))
  }

  private static func series(_ shape: Double, _ x: Double) -> Double {
    var term = 1 / shape
    var sum = term
    var index = shape
    while term > sum * 1e-16, index < shape + 20_000 {
      index += 1
      term *= x / index
      sum += term
    }
    return sum
  }

  private static func fraction(_ shape: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var value = d
    for step in 1..<20_000 {
      let a = -Double(step) * (Double(step) - shape)
      b += 2
      d = a * d + b
      if abs(d) < tiny { d = tiny }
      c = b + a / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      value *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    return value
  }

  /// The logarithm of the gamma function of `x > 0`: Stirling's series, after lifting `x` above 12.
  static func logGamma(_ x: Double) -> Double {
    var x = x
    var lifted = 1.0
    while x < 12 {
      lifted *= x
      x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    let correction =
      inverse
      * (1.0 / 12 - square
        * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
    return (x - 0.5) * Real.log(x) - x + 0.918_938_533_204_672_74 + correction - Real.log(lifted)
  }
}
