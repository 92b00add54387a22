/// Searches for where a falling function crosses zero.
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
    return high > Self.nothing * scale ? (low + high) / 2 : 0
  }

  /// A result that is so much less than its scale is what halving leaves of zero.
  private static let nothing = 1e-15

  /// The same between two arguments, for a smooth function that is dear: by the Illinois variant of the false position
  /// (Dowell and Jarratt 1971), which takes about as many calls as digits.
  static func fallingSmoothly(
    between least: Double, _ most: Double, tolerance: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = ((x: least, y: function(least)), (x: most, y: function(most)))
    guard low.y > 0 else { return least }
    guard high.y < 0 else { return most }
    var side = 0
    for _ in 0..<100 where high.x - low.x > tolerance * high.x {
      let x = (low.x * high.y - high.x * low.y) / (high.y - low.y)
      let y = function(x)
      // The end that stays twice counts half, so that both ends come near.
      if y > 0 {
        if side > 0 { high.y /= 2 }
        (low, side) = ((x, y), 1)
      } else if y < 0 {
        if side < 0 { low.y /= 2 }
        (high, side) = ((x, y), -1)
      } else {
        return x
      }
    }
    return (low.x + high.x) / 2
  }
}
