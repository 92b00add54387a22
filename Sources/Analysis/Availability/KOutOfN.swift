/// Identical copies that fail independently, of which so many must be up.
enum KOutOfN {
  /// The probability that at least `needed` of `copies` are up, each with probability `each`: a binomial tail.
  ///
  /// Terms are computed in logarithms, so that a thousand copies do not underflow.
  static func availability(needed: Int, of copies: Int, each: Double) -> Double {
    guard needed > 0 else { return 1 }
    guard needed <= copies, each > 0 else { return 0 }
    guard each < 1 else { return 1 }
    // The shorter sum loses less to rounding, and what is left of one keeps the digits of a small unavailability.
    let down = sum(0..<needed, copies, each)
    return down < 0.5 ? 1 - down : sum(needed..<copies + 1, copies, each)
  }

  /// The probability that exactly `count` are up.
  static func probability(exactly count: Int, of copies: Int, each: Double) -> Double {
    guard (0...copies).contains(count) else { return 0 }
    if each <= 0 { return count == 0 ? 1 : 0 }
    if each >= 1 { return count == copies ? 1 : 0 }
    return sum(count..<count + 1, copies, each)
  }

  private static func sum(_ counts: Range<Int>, _ copies: Int, _ each: Double) -> Double {
    guard !counts.isEmpty else { return 0 }
    let (up, down) = (Real.log(each), Real.log(1 - each))
    var logarithm = Double(copies) * down
    var total = 0.0
    for count in 0..<counts.upperBound {
      if count > 0 { logarithm += Real.log(Double(copies - count + 1) / Double(count)) + up - down }
      if count >= counts.lowerBound { total += Real.exp(logarithm) }
    }
    return min(1, total)
  }
}
