/// The generating function `Σ p_k z^k` of masses on equally spaced points, at the points of a circle.
///
/// Sums of independent times are products of their generating functions, and mixtures are sums. The circle has a radius
/// below 1, so that what lies beyond the last point comes back damped by a factor of `1e-8` (Abate and Whitt 1992,
/// Numerical inversion of probability generating functions).
struct Spectrum: Sendable {
  /// Points of the lattice.
  static let points = 2048
  private static let transform = FourierTransform(bits: 11)
  /// Masses are real, so that the other half of the circle mirrors this one.
  private static let half = points / 2 + 1
  private static let damping = 1e-8
  private static let logRadius = Real.log(damping) / Double(points)
  private static let powers: [Double] = (0..<points).map { Real.exp(logRadius * Double($0)) }
  private static let circle: (real: [Double], imaginary: [Double]) = {
    let angles = (0..<points).map { 2 * Double.pi * Double($0) / Double(points) }
    return (angles.map { Real.cos($0) }, angles.map { -Real.sin($0) })
  }()

  private var real: [Double]
  private var imaginary: [Double]

  private init(real: [Double], imaginary: [Double]) {
    self.real = real
    self.imaginary = imaginary
  }

  /// All mass at one real value of the function: 1 is no time at all, 0 no mass.
  init(_ value: Double) {
    real = [Double](repeating: value, count: Self.half)
    imaginary = [Double](repeating: 0, count: Self.half)
  }

  /// The function of masses at the points `0, 1, …`; at most `points` of them.
  init(masses: [Double]) {
    var real = [Double](repeating: 0, count: Self.points)
    var imaginary = real
    for (index, mass) in masses.enumerated() { real[index] = mass * Self.powers[index] }
    Self.transform.transform(&real, &imaginary)
    self.real = Array(real[..<Self.half])
    self.imaginary = Array(imaginary[..<Self.half])
  }

  /// All mass at a distance from the start, split over the two points beside it such that the mean is kept.
  init(at distance: Double) {
    self.init(0)
    let whole = distance.rounded(.down)
    let rest = distance - whole
    let size = Real.exp(Self.logRadius * whole)
    guard size > 0, whole < 1e15 else { return }
    let step = Int(whole) % Self.points
    let radius = Real.exp(Self.logRadius)
    for index in 0..<Self.half {
      let turn = index * step % Self.points
      let (x, y) = (Self.circle.real[turn] * size, Self.circle.imaginary[turn] * size)
      let (u, v) = (1 - rest + rest * radius * Self.circle.real[index], rest * radius * Self.circle.imaginary[index])
      real[index] = x * u - y * v
      imaginary[index] = x * v + y * u
    }
  }

  /// An exponential time whose mean is `mean` steps, rounded such that the mean is kept.
  init(exponentialWithMean mean: Double) {
    guard mean > 0 else {
      self.init(1)
      return
    }
    let gone = -Real.expm1(-1 / mean)
    let atStart = 1 - gone * mean
    let stays = 1 - gone
    // p_0 + q z / (1 − e z)
    self = Spectrum(1).map { x, y in
      let (real, imaginary) = Self.quotient((x, y), (1 - stays * x, -stays * y))
      let factor = gone * gone * mean
      return (atStart + factor * real, factor * imaginary)
    }
  }

  /// The masses at the points `0, 1, …`.
  func masses() -> [Double] {
    var real = [Double](repeating: 0, count: Self.points)
    var imaginary = real
    for index in 0..<Self.half {
      real[index] = self.real[index]
      // The inverse transform is the transform of the conjugate.
      imaginary[index] = -self.imaginary[index]
      guard index > 0, index < Self.half - 1 else { continue }
      real[Self.points - index] = self.real[index]
      imaginary[Self.points - index] = self.imaginary[index]
    }
    Self.transform.transform(&real, &imaginary)
    for index in 0..<Self.points { real[index] /= Self.powers[index] * Double(Self.points) }
    return real
  }

  // MARK: Arithmetic

  /// Independent times one after the other.
  static func * (a: Spectrum, b: Spectrum) -> Spectrum {
    a.combined(b) { x, y, u, v, count in
      for index in 0..<count {
        let real = x[index] * u[index] - y[index] * v[index]
        y[index] = x[index] * v[index] + y[index] * u[index]
        x[index] = real
      }
    }
  }

  static func + (a: Spectrum, b: Spectrum) -> Spectrum {
    a.combined(b) { x, y, u, v, count in
      for index in 0..<count {
        x[index] += u[index]
        y[index] += v[index]
      }
    }
  }

  static func * (a: Spectrum, factor: Double) -> Spectrum {
    Spectrum(real: a.real.map { $0 * factor }, imaginary: a.imaginary.map { $0 * factor })
  }

  /// This with a chance, else no time.
  func withChance(_ chance: Double) -> Spectrum { self * chance + Spectrum(1 - chance) }

  /// So many independent times one after the other.
  func repeated(_ times: Int) -> Spectrum {
    var result = Spectrum(1)
    var square = self
    var rest = times
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square * square }
    }
    return result
  }

  /// `(1 − p) f / (1 − p f)`: one or more of them, each followed by another with the chance `p`.
  func repeatedAtRandom(_ chance: Double) -> Spectrum {
    var result = self
    for index in real.indices {
      let (x, y) = (real[index], imaginary[index])
      let value = Self.quotient((x, y), (1 - chance * x, -chance * y))
      result.real[index] = (1 - chance) * value.real
      result.imaginary[index] = (1 - chance) * value.imaginary
    }
    return result
  }

  /// `Σ rʲ⁻¹ fʲ / Σ rʲ⁻¹` for `j` from 1 to `most`: at least one of them and at most so many, each further one `ratio`
  /// times as likely.
  func repeatedAtMost(_ most: Int, ratio: Double) -> Spectrum {
    guard most > 1, ratio > 0 else { return self }
    // `(1 − (r f)ᵐ) / (1 − r f)`, or with the larger powers taken out `(fᵐ − sᵐ) / (f − s)`, so that nothing overflows.
    let (one, other) = ratio > 1 ? (1.0, 1 / ratio) : (ratio, 1.0)
    let highest = repeated(most)
    let scale = Real.pow(one, Double(most))
    let rest = Real.pow(other, Double(most))
    let all = abs(one - other) < 1e-9 ? Double(most) : (scale - rest) / (one - other)
    var result = self
    for index in real.indices {
      let (x, y) = (real[index], imaginary[index])
      let below = (real: one * x - other, imaginary: one * y)
      let above = (real: scale * highest.real[index] - rest, imaginary: scale * highest.imaginary[index])
      let isAlike = below.real * below.real + below.imaginary * below.imaginary < 1e-20
      let sum = isAlike ? (real: Double(most), imaginary: 0) : Self.quotient(above, below)
      result.real[index] = (sum.real * x - sum.imaginary * y) / all
      result.imaginary[index] = (sum.real * y + sum.imaginary * x) / all
    }
    return result
  }

  /// `1, 2, …` times one after another, with these chances.
  func repeated(_ chances: [Double]) -> Spectrum {
    var result = Spectrum(0)
    for chance in chances.reversed() { result = (result + Spectrum(chance)) * self }
    return result
  }

  /// A copy, changed in place; without the checks of arrays, because it is what most of the time goes into.
  private func combined(
    _ other: Spectrum,
    _ change: (
      UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>, Int
    ) -> Void
  ) -> Spectrum {
    var result = self
    result.real.withUnsafeMutableBufferPointer { x in
      result.imaginary.withUnsafeMutableBufferPointer { y in
        other.real.withUnsafeBufferPointer { u in
          other.imaginary.withUnsafeBufferPointer { v in
            guard let x = x.baseAddress, let y = y.baseAddress, let u = u.baseAddress, let v = v.baseAddress else {
              return
            }
            change(x, y, u, v, Self.half)
          }
        }
      }
    }
    return result
  }

  /// A function of `z` at each point of the circle.
  private func map(_ function: (Double, Double) -> (Double, Double)) -> Spectrum {
    var result = self
    let radius = Real.exp(Self.logRadius)
    for index in real.indices {
      (result.real[index], result.imaginary[index]) = function(
        radius * Self.circle.real[index], radius * Self.circle.imaginary[index])
    }
    return result
  }

  private static func quotient(
    _ a: (real: Double, imaginary: Double), _ b: (real: Double, imaginary: Double)
  ) -> (real: Double, imaginary: Double) {
    let square = b.real * b.real + b.imaginary * b.imaginary
    return (
      (a.real * b.real + a.imaginary * b.imaginary) / square, (a.imaginary * b.real - a.real * b.imaginary) / square
    )
  }
}
