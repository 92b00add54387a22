/// The discrete Fourier transform of a fixed, even power of points (Cooley and Tukey 1965).
struct FourierTransform: Sendable {
  let count: Int
  private let cosines: [Double]
  private let sines: [Double]
  private let reversed: [Int32]

  /// - Parameter bits: `count` is 2 to this power.
  init(bits: Int) {
    count = 1 << bits
    let angle = 2 * Double.pi / Double(count)
    cosines = (0..<count / 2).map { Real.cos(angle * Double($0)) }
    sines = (0..<count / 2).map { Real.sin(angle * Double($0)) }
    reversed = (0..<count).map { index in
      Int32((0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) })
    }
  }

  /// `X_j = Σ x_k e^(−2πi jk / count)`, in place.
  func transform(_ real: inout [Double], _ imaginary: inout [Double]) {
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        cosines.withUnsafeBufferPointer { cosines in
          sines.withUnsafeBufferPointer { sines in
            permute(real, imaginary)
            var half = 1
            while half < count {
              pass(half, real, imaginary, cosines, sines)
              half *= 2
            }
          }
        }
      }
    }
  }

  private func permute(_ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>) {
    for index in 0..<count {
      let other = Int(reversed[index])
      guard other > index else { continue }
      real.swapAt(index, other)
      imaginary.swapAt(index, other)
    }
  }

  private func pass(
    _ half: Int, _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>,
    _ cosines: UnsafeBufferPointer<Double>, _ sines: UnsafeBufferPointer<Double>
  ) {
    let stride = count / (2 * half)
    var start = 0
    while start < count {
      for offset in 0..<half {
        let upper = start + offset
        let lower = upper + half
        let cosine = cosines[offset * stride]
        let sine = sines[offset * stride]
        let x = real[lower] * cosine + imaginary[lower] * sine
        let y = imaginary[lower] * cosine - real[lower] * sine
        real[lower] = real[upper] - x
        imaginary[lower] = imaginary[upper] - y
        real[upper] += x
        imaginary[upper] += y
      }
      start += 2 * half
    }
  }
}
