/// Calls that run at the same time: the answer is there when the last of them is.
struct ParallelTime {
  private var branches: [(time: TimeMoments, count: Double)] = []

  /// Adds `count` calls of the same kind; of a broken number, the fraction is the chance of one more.
  mutating func add(_ time: TimeMoments, count: Double) {
    if count > 0 { branches.append((time, count)) }
  }

  /// The moments of the longest, from the product of the branches' distributions (independent, each a gamma).
  func longest() -> TimeMoments {
    guard let first = branches.first else { return .zero }
    guard branches.allSatisfy({ $0.time.isFinite && $0.count.isFinite }) else { return .endless }
    if branches.count == 1, first.count <= 1 { return first.time.repeated(first.count) }
    let end = branches.reduce(0) { max($0, $1.time.percentile(1 - 1e-9 / max(1, $1.count))) }
    guard end > 0 else { return .zero }
    let steps = 2000
    let step = end / Double(steps)
    var mean = 0.0
    var square = 0.0
    for index in 0..<steps {
      let time = (Double(index) + 0.5) * step
      let late = 1 - shareDone(within: time)
      mean += late * step
      square += 2 * time * late * step
    }
    return TimeMoments(mean: mean, variance: max(0, square - mean * mean))
  }

  private func shareDone(within time: Double) -> Double {
    branches.reduce(1) { done, branch in
      let share = branch.time.share(within: time)
      let whole = branch.count.rounded(.down)
      let chance = branch.count - whole
      return done * Real.pow(share, whole) * (1 - chance + chance * share)
    }
  }
}
