/// A figure along paths at one place, with what it rests on there and further on.
struct PathValue: Sendable, Equatable {
  var value: Interval
  var derivation: Derivation

  init(_ value: Interval, _ derivation: Derivation = Derivation()) {
    self.value = value
    self.derivation = derivation
    if value.isPoint { self.derivation.forgetMissing() }
  }

  static let zero = PathValue(.zero)
  static let one = PathValue(.one)

  /// Nothing is known, for want of what the derivation says.
  static func unknown(_ derivation: Derivation) -> PathValue { PathValue(.unbounded, derivation) }

  /// The same without the facts it was computed from, as seen from further along the path.
  var further: PathValue {
    var derivation = Derivation()
    derivation.inherit(self.derivation)
    return PathValue(value, derivation)
  }

  /// One after the other.
  static func + (a: PathValue, b: PathValue) -> PathValue { both(a, b, a.value + b.value) }

  static func * (a: PathValue, b: PathValue) -> PathValue { both(a, b, a.value * b.value) }

  /// The larger. What is surely not above the other decides nothing, so nothing of it is missing.
  static func max(_ a: PathValue, _ b: PathValue) -> PathValue {
    if a.value.high <= b.value.low { return b }
    if b.value.high <= a.value.low { return a }
    return both(a, b, .max(a.value, b.value))
  }

  /// The largest of all, whatever their order; what is surely below another decides nothing. Nothing of none.
  static func max(_ all: [PathValue]) -> PathValue {
    let low = all.reduce(0) { Swift.max($0, $1.value.low) }
    let deciding = all.filter { $0.value.high > low || $0.value.low == low }
    guard let first = deciding.first else { return .zero }
    return deciding.dropFirst().reduce(first) { both($0, $1, .max($0.value, $1.value)) }
  }

  /// The lesser; of what is surely not below the other nothing is missing.
  static func min(_ a: PathValue, _ b: PathValue) -> PathValue {
    if a.value.low >= b.value.high { return b }
    if b.value.low >= a.value.high { return a }
    return both(a, b, .min(a.value, b.value))
  }

  private static func both(_ a: PathValue, _ b: PathValue, _ value: Interval) -> PathValue {
    var derivation = a.derivation
    derivation.inherit(b.derivation)
    return PathValue(value, derivation)
  }

  /// The figure.
  func estimate(_ formula: Formula) -> Estimate { derivation.estimate(value, formula) }
}
