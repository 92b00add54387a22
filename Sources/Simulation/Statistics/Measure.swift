/// A simulated figure: the mean over independent runs, with the half-width of its 95 % confidence interval.
public struct Measure: Hashable, Sendable {
  /// In the canonical unit.
  public let value: Double
  /// Infinite with one run.
  public let halfWidth: Double

  /// From the values of independent runs, by Student's t.
  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    value = mean
    guard count > 1 else {
      halfWidth = .infinity
      return
    }
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    halfWidth = StudentT.quantile95(freedom: values.count - 1) * (variance / count).squareRoot()
  }

  /// The half-width as a part of the value; zero where both are.
  public var relativeHalfWidth: Double { halfWidth == 0 ? 0 : halfWidth / abs(value) }
}

/// Student's t distribution.
enum StudentT {
  /// The two-sided 95 % quantile.
  ///
  /// Tabulated up to 30 degrees of freedom, then the expansion of Cornish and Fisher (Abramowitz and Stegun 26.7.5),
  /// which there errs by less than 1e-5.
  static func quantile95(freedom: Int) -> Double {
    if freedom <= table.count { return table[max(1, freedom) - 1] }
    let z = 1.959_963_984_540_054
    let n = Double(freedom)
    let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
    let first = (z3 + z) / 4
    let second = (5 * z5 + 16 * z3 + 3 * z) / 96
    let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384
    return z + first / n + second / (n * n) + third / (n * n * n)
  }

  private static let table = [
    12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448,
    2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484,
    2.0452, 2.0423,
  ]
}

extension [Double] {
  /// The value below which a share lies, interpolated between neighbours (Hyndman and Fan 1996, type 7).
  ///
  /// Precondition: sorted and not empty.
  func quantile(_ share: Double) -> Double {
    let position = share * Double(count - 1)
    let low = Int(position)
    guard low + 1 < count else { return self[count - 1] }
    return self[low] + (position - Double(low)) * (self[low + 1] - self[low])
  }
}
