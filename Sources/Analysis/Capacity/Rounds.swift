/// The rounds of a fixed point that is approached from below, with leaps where it is approached evenly.
///
/// Close to the load at which there is no fixed point any more, hundreds of rounds each go a little further. Aitken's
/// extrapolation goes most of that way at once. Where shares grow the faster the larger they are, it stays below the fixed
/// point; a leap that did not is taken back.
struct Rounds {
  /// Where the next round begins.
  private(set) var next: [Interval]
  /// How far the round before the last one went; empty after a leap.
  private var steps: [(low: Double, high: Double)] = []
  /// Where the last round began that was reached without the last leap; `nil` if that was no leap.
  private var beforeLeap: [Interval]?
  private var leaps = true

  init(from start: [Interval]) { next = start }

  /// Takes what a round that began at `next` came to.
  mutating func add(_ result: [Interval]) {
    let last = zip(result, next).map { (low: $0.low - $1.low, high: $0.high - $1.high) }
    if let before = beforeLeap {
      beforeLeap = nil
      if last.contains(where: { $0.low < -1e-12 || $0.high < -1e-12 }) {
        leaps = false
        next = before
        steps = []
        return
      }
      steps = last
      next = result
      return
    }
    guard leaps, !steps.isEmpty else {
      steps = last
      next = result
      return
    }
    beforeLeap = result
    next = zip(result, zip(steps, last)).map { share, steps in
      let low = Self.leap(from: share.low, after: steps.0.low, steps.1.low)
      return Interval(low: low, high: max(low, Self.leap(from: share.high, after: steps.0.high, steps.1.high)))
    }
    steps = []
  }

  /// Where two steps lead that get shorter in an even ratio.
  private static func leap(from share: Double, after first: Double, _ second: Double) -> Double {
    guard first > 1e-13, second > 0, second < first else { return share }
    let ratio = second / first
    return min(1, share + second * ratio / (1 - ratio))
  }
}
