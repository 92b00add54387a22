/// What leaves the servers.
extension FluidQueue {
  /// The part of the served that is of one kind, given how it comes: as it comes while the servers keep up; in a busy
  /// period all capacity, of which each kind has its part in the work of the period. Exact where all is of one kind.
  ///
  /// What comes at once at the beginning leaves as it is served.
  func outflow(of kind: Fluid) -> RateCurve {
    if isEndless { return kind.rate }
    let ends = busyPeriods.flatMap { [$0.start, $0.end] }.filter(\.isFinite)
    let corners = Set(kind.rate.corners + capacity.corners + ends).sorted()
    let shares = busyPeriods.map { share(of: kind, in: $0) }
    return RateCurve(
      pieces: corners.map { corner in
        if let period = busyPeriods.firstIndex(where: { $0.start <= corner && corner < $0.end }) {
          return RateCurve.Piece(start: corner, rate: capacity.piece(at: corner).rate * shares[period], slope: 0)
        }
        let piece = kind.rate.piece(at: corner)
        return RateCurve.Piece(start: corner, rate: piece.rate(at: corner), slope: piece.slope)
      })
  }

  /// How many of a kind there are for each unit of the work of a busy period.
  func share(of kind: Fluid, in period: BusyPeriod) -> Double {
    guard period.end.isFinite else { return Interval.quotient(kind.rate.final, arrivals.final) }
    let isFirst = period.start == 0
    let all = arrivals.amount(from: period.start, to: period.end) + (isFirst ? batch : 0)
    let own = kind.rate.amount(from: period.start, to: period.end) + (isFirst ? kind.batch : 0)
    return Interval.quotient(own, all)
  }
}
