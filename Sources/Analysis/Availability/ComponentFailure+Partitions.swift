/// What all partitions of a store do, which fail on their own but for the places that they share.
extension ComponentFailure {
  /// The chance of an `otherPartitions` event.
  func chanceOfOthers(_ left: CopiesLeft, isStricter: Bool, _ bound: Bound) -> Double {
    VisitLaw.power(chance(left, isStricter: isStricter, bound), others(bound))
  }

  /// How often it ends, per second: each of them may be the first.
  func frequencyOfOthers(_ left: CopiesLeft, isStricter: Bool, _ bound: Bound) -> Double? {
    let others = others(bound)
    let rest = VisitLaw.power(chance(left, isStricter: isStricter, bound), max(0, others - 1))
    guard others > 0, rest > 0 else { return 0 }
    return frequency(left, isStricter: isStricter, bound).map { $0 == 0 ? 0 : $0 * others * rest }
  }

  private func others(_ bound: Bound) -> Double { bound.of(partitions) - 1 }
}
