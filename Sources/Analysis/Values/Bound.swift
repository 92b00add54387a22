/// The more and the less favourable end of what the facts leave open.
enum Bound: Int, CaseIterable, FewQuestions {
  case best, worst

  func of(_ interval: Interval) -> Double { self == .best ? interval.low : interval.high }

  /// The end of something that is the better the more there is.
  func ofSupply(_ interval: Interval) -> Double { self == .best ? interval.high : interval.low }
}
