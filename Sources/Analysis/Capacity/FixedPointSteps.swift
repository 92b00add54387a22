/// Looks for the point that a falling function leaves as it is: by the secant through the last two points, and by halves where
/// that leads out of what is left to look through.
///
/// The point lies between where one is and what the function says there, and between the points where it says more and
/// where it says less.
struct FixedPointSteps {
  private var last: (point: Double, excess: Double)?
  /// Where the function says more.
  private var low = -Double.infinity
  /// Where it says less.
  private var high = Double.infinity
  private var count = 0

  /// A secant that creeps up from one side is left every so many steps.
  private static let period = 3

  /// Where to look next.
  mutating func next(after point: Double, _ value: Double) -> Double {
    let excess = value - point
    defer { last = (point, excess) }
    if excess > 0 { low = max(low, point) } else { high = min(high, point) }
    let (least, most) = (max(low, min(point, value)), min(high, max(point, value)))
    let half = least <= most ? (least + most) / 2 : point + excess / 2
    count += 1
    guard count % Self.period != 0, let last, excess != last.excess else { return half }
    let next = point - excess * (point - last.point) / (excess - last.excess)
    return least <= next && next <= most ? next : half
  }
}
