/// A line before a server that works the faster the more it has in progress, up to a limit (birth-death chain).
struct StateDependentLine {
  /// The share of requests that find it full.
  private(set) var waitingShare = 1.0
  private(set) var meanWait = Double.infinity
  /// From the end of the wait to the answer.
  private(set) var meanService = Double.infinity
  let isStable: Bool

  init(rates: [Double], arrivals: Double) {
    let last = rates.last ?? 0
    isStable = arrivals < last
    guard isStable, arrivals > 0 else {
      if arrivals == 0 { (waitingShare, meanWait, meanService) = (0, 0, 0) }
      return
    }
    var weight = 1.0
    var all = 0.0
    var present = 0.0
    for (count, rate) in rates.enumerated() {
      all += weight
      present += weight * Double(count)
      weight *= arrivals / rate
      if weight > 1e200 { (weight, all, present) = (weight * 1e-200, all * 1e-200, present * 1e-200) }
    }
    let ratio = arrivals / last
    let full = weight / (1 - ratio)
    waitingShare = full / (all + full)
    meanWait = waitingShare * ratio / (1 - ratio) / arrivals
    meanService = (present + Double(rates.count) * full) / (all + full) / arrivals
  }
}
