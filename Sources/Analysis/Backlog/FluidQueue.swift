/// A line in front of servers as a fluid: `dB/dt = arrivals(t) − capacity(t)` while there is a backlog or more comes than
/// is served, solved exactly for rates that are linear, and capacities that are level, between their corners.
struct FluidQueue: Sendable {
  /// A time in which the servers never rest.
  struct BusyPeriod: Sendable {
    var start: Double
    /// Infinite where the backlog is never worked off.
    var end: Double
    /// The largest backlog in it and when that is.
    var peak: Double
    var peakTime: Double
  }

  /// A stretch in which the backlog is `backlog + net τ + slope τ² / 2`.
  struct Stretch {
    var start: Double
    var end: Double
    var backlog: Double
    var net: Double
    var slope: Double

    func backlog(at time: Double) -> Double {
      let elapsed = time - start
      return max(0, backlog + elapsed * (net + slope * elapsed / 2))
    }

    /// Where its backlog can be largest, ascending.
    var extremes: [Double] {
      let turn = slope < 0 ? start - net / slope : start
      return [start, min(max(turn, start), end), end].filter(\.isFinite)
    }
  }

  let arrivals: RateCurve
  /// Level between its corners.
  let capacity: RateCurve
  /// What does not fit into the line any more is lost.
  let limit: Double
  /// What is there at the beginning, all at once.
  let batch: Double
  private(set) var busyPeriods: [BusyPeriod] = []
  /// What found the line full.
  private(set) var lost = 0.0
  private(set) var stretches: [Stretch] = []

  /// - Parameter batch: what is there at the beginning, all at once.
  init(arrivals: RateCurve, capacity: RateCurve, batch: Double = 0, limit: Double = .infinity) {
    self.arrivals = arrivals
    self.capacity = capacity
    self.limit = limit
    self.batch = batch
    run()
  }

  /// The largest backlog.
  var peak: Double { busyPeriods.reduce(0) { max($0, $1.peak) } }

  /// Seconds from the largest backlog until it is gone; the longest of the busy periods.
  var drainTime: Double {
    busyPeriods.reduce(0) { max($0, $1.end == .infinity ? .infinity : $1.end - $1.peakTime) }
  }

  /// More comes than can be told.
  var isEndless: Bool { arrivals.highest == .infinity || batch == .infinity }

  // MARK: Integration

  private mutating func run() {
    if isEndless {
      busyPeriods = [BusyPeriod(start: 0, end: .infinity, peak: .infinity, peakTime: 0)]
      return
    }
    var backlog = min(batch, limit)
    lost = batch - backlog
    if backlog > 0 { open(at: 0, backlog) }
    let corners = Set(arrivals.corners + capacity.corners).sorted()
    for (index, start) in corners.enumerated() {
      let end = index + 1 < corners.count ? corners[index + 1] : .infinity
      let piece = arrivals.piece(at: start)
      let (coming, served) = (piece.rate(at: start), capacity.piece(at: start).rate)
      // What is nothing but rounding is no growth.
      let net = abs(coming - served) <= 1e-12 * served ? 0 : coming - served
      backlog = advance(from: start, to: end, backlog, net: net, slope: piece.slope)
    }
  }

  /// Moves on within a piece and returns the backlog at its end.
  private mutating func advance(
    from start: Double, to end: Double, _ backlog: Double, net: Double, slope: Double
  ) -> Double {
    var (time, backlog) = (start, backlog)
    while time < end {
      if !isBusy {
        guard let beginning = Self.beginning(net, slope, from: start, notBefore: time), beginning < end else {
          return 0
        }
        time = beginning
        open(at: time, 0)
      }
      // Where it began at a crossing, rounding may leave it below zero.
      let rise = slope == 0 ? net : backlog == 0 ? max(0, net + slope * (time - start)) : net + slope * (time - start)
      (time, backlog) = fill(from: time, to: end, backlog, rise, slope)
    }
    return backlog
  }

  /// Moves on until the line is full, stops being full, is empty, or the piece ends.
  private mutating func fill(
    from time: Double, to end: Double, _ backlog: Double, _ rise: Double, _ slope: Double
  ) -> (Double, Double) {
    let turn = slope < 0 ? min(end, time - rise / slope) : end
    if backlog >= limit, rise > 0 || rise == 0 && slope > 0, turn > time {
      lost += turn == .infinity ? .infinity : (turn - time) * (rise + slope * (turn - time) / 2)
      note(Stretch(start: time, end: turn, backlog: limit, net: 0, slope: 0))
      return (turn, limit)
    }
    let empty = Self.firstRoot(backlog, rise, slope)
    let neverFull = limit == .infinity || backlog >= limit && slope <= 0
    let full = neverFull ? .infinity : Self.firstRoot(limit - backlog, -rise, -slope)
    let stop = min(end, time + min(empty, full))
    let stretch = Stretch(start: time, end: stop, backlog: backlog, net: rise, slope: slope)
    note(stretch)
    if stop == .infinity { return (stop, rise > 0 ? .infinity : backlog) }
    if time + empty <= stop {
      close(at: stop)
      return (stop, 0)
    }
    return (stop, time + full <= stop ? limit : stretch.backlog(at: stop))
  }

  private var isBusy: Bool { busyPeriods.last?.end == .infinity }

  private mutating func open(at time: Double, _ backlog: Double) {
    busyPeriods.append(BusyPeriod(start: time, end: .infinity, peak: backlog, peakTime: time))
  }

  private mutating func close(at time: Double) { busyPeriods[busyPeriods.count - 1].end = time }

  /// Keeps a stretch, and takes its largest backlog into its busy period; of equal ones the last.
  private mutating func note(_ stretch: Stretch) {
    stretches.append(stretch)
    guard let last = busyPeriods.indices.last else { return }
    if stretch.end == .infinity, stretch.net > 0 {
      busyPeriods[last].peak = .infinity
      busyPeriods[last].peakTime = .infinity
    }
    for time in stretch.extremes where stretch.backlog(at: time) >= busyPeriods[last].peak {
      busyPeriods[last].peak = stretch.backlog(at: time)
      busyPeriods[last].peakTime = time
    }
  }

  /// When an empty line begins to fill; `nil` if it does not in this piece.
  private static func beginning(_ net: Double, _ slope: Double, from start: Double, notBefore time: Double) -> Double? {
    let rise = slope == 0 ? net : net + slope * (time - start)
    // A rise that is over within the rounding of the time is none.
    if rise > 0, slope >= 0 || time - 2 * rise / slope > time { return time }
    if slope > 0 { return max(time, start - net / slope) }
    return nil
  }

  /// The first `τ > 0` with `a + b τ + c τ² / 2 = 0` for `a > 0`; infinite if there is none.
  private static func firstRoot(_ a: Double, _ b: Double, _ c: Double) -> Double {
    if c == 0 { return b < 0 ? a / -b : .infinity }
    let discriminant = b * b - 2 * a * c
    guard discriminant >= 0 else { return .infinity }
    // The form without cancellation; for c < 0 there is one positive root, for c > 0 the first of two.
    let root = discriminant.squareRoot()
    if c < 0 { return b <= 0 ? 2 * a / (root - b) : (b + root) / -c }
    return b < 0 ? 2 * a / (root - b) : .infinity
  }
}
