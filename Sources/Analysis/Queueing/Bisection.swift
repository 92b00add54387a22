enum Bisection {
  /// Where a function that falls from above zero crosses zero; the search doubles `scale` until it is past it.
  static func falling(from scale: Double, tolerance: Double = 1e-13, _ function: (Double) -> Double) -> Double {
    var high = scale
    var low = 0.0
    while function(high) > 0, high < 1e18 {
      low = high
      high *= 2
    }
    for _ in 0..<80 where high - low > tolerance * high {
      let middle = (low + high) / 2
      if function(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
