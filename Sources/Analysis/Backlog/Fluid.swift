/// Requests over time: some at once at the beginning, the others as a curve.
struct Fluid: Sendable {
  var rate: RateCurve
  var batch: Double

  static let nothing = Fluid(rate: RateCurve(level: 0), batch: 0)
  static let endless = Fluid(rate: RateCurve(level: .infinity), batch: 0)

  var isNothing: Bool { batch == 0 && rate.highest == 0 }

  static func + (a: Fluid, b: Fluid) -> Fluid { Fluid(rate: a.rate + b.rate, batch: a.batch + b.batch) }

  /// Nothing times anything is nothing, and anything times infinity has no end.
  static func * (fluid: Fluid, factor: Double) -> Fluid {
    if factor == 0 || fluid.isNothing { return .nothing }
    let isEndless = factor == .infinity || fluid.rate.highest == .infinity
    return Fluid(
      rate: isEndless ? Fluid.endless.rate : fluid.rate * factor,
      batch: Interval.product(fluid.batch, factor))
  }
}
