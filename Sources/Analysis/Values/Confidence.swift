/// How far a formula may be off by its own declaration.
public enum Confidence: Sendable {
  /// Not at all.
  case exact
  /// By a twentieth.
  case good
  /// By a fifth.
  case rough
  /// By more; an indication only.
  case weak

  init(error: Double) {
    self =
      switch error {
      case ...1e-6: .exact
      case ...0.05: .good
      case ...0.2: .rough
      default: .weak
      }
  }

  /// The words for people.
  public var words: String {
    switch self {
    case .exact: "exact"
    case .good: "good (±5 %)"
    case .rough: "rough (±20 %)"
    case .weak: "an indication only"
    }
  }
}
