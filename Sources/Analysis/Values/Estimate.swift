public import Topology

/// A computed figure with what it rests on.
public struct Estimate: Sendable {
  /// In the canonical unit; `nil` if it is not known at all, or if there is nothing to know.
  ///
  /// With missing facts, a high end of infinity reads "at least", a low end of zero "at most".
  public var value: Interval?
  /// The facts nobody states that would settle or narrow the figure, sorted.
  public var missing: [FactID]
  /// The weakest basis of the inputs.
  public var basis: Basis
  /// What was taken where nothing is stated.
  public var assumptions: [Assumption]
  /// The facts it was computed from, sorted: those of the component, of the workloads and of the links next to it.
  ///
  /// O(n log n): most readers want the figure alone.
  public var inputs: [FactID] {
    get { Derivation.sorted(collectedInputs) }
    set { collectedInputs = newValue }
  }
  private var collectedInputs: [FactID]
  /// How it was computed.
  public var formula: Formula
  /// What it leaves out.
  public var omissions: [Omission]
  /// How far the formula may be off by its own declaration, as a share of the figure; zero of exact ones.
  public var error: Double

  init(
    value: Interval?, missing: [FactID], basis: Basis, assumptions: [Assumption], inputs: [FactID], formula: Formula,
    omissions: [Omission], error: Double
  ) {
    self.value = value
    self.missing = missing
    self.basis = basis
    self.assumptions = assumptions
    collectedInputs = inputs
    self.formula = formula
    self.omissions = omissions
    self.error = error
  }

  /// The declared error in a word.
  public var confidence: Confidence { Confidence(error: error) }

  /// An interval of the figure, with what the formula may be off on both sides.
  public func widened(_ interval: Interval) -> Interval {
    Interval(low: error < 1 ? interval.low * (1 - error) : 0, high: interval.high * (1 + error))
  }

  /// The figure where it is one number.
  public var point: Double? { value?.point }

  /// Whether there is something to know.
  public var isApplicable: Bool { value != nil || !missing.isEmpty }

  /// Another figure that rests on the same facts.
  func with(_ value: Interval, _ formula: Formula, error: Double = 0) -> Estimate {
    var other = self
    other.error = error
    other.value = value.low == 0 && value.high == .infinity ? nil : value
    other.formula = formula
    return other
  }

  /// For components without servers of their own, and for the writes of what is no store.
  static let notApplicable = Derivation().estimate(nil, .notApplicable)
}
