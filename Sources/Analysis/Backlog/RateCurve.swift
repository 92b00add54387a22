/// A rate over time: linear between its corners, where it may jump, and constant after the last.
struct RateCurve: Sendable {
  /// From its start until the start of the next.
  struct Piece: Sendable {
    var start: Double
    var rate: Double
    var slope: Double

    func rate(at time: Double) -> Double { slope == 0 ? rate : rate + slope * (time - start) }
  }

  /// By start, the first at zero, the last level.
  private(set) var pieces: [Piece]

  /// Always the same.
  init(level: Double) { pieces = [Piece(start: 0, rate: level, slope: 0)] }

  /// Precondition: pieces as the property has them.
  init(pieces: [Piece]) { self.pieces = pieces }

  /// From `level` up to `height` in `ramp` seconds, there for `duration` seconds, then at once back.
  static func burst(from level: Double, to height: Double, ramp: Double, duration: Double) -> RateCurve {
    var pieces: [Piece] = []
    if ramp > 0, ramp.isFinite { pieces.append(Piece(start: 0, rate: level, slope: (height - level) / ramp)) }
    let top = max(0, ramp)
    if duration > 0 { pieces.append(Piece(start: top, rate: height, slope: 0)) }
    if (top + duration).isFinite { pieces.append(Piece(start: top + duration, rate: level, slope: 0)) }
    return RateCurve(pieces: pieces)
  }

  /// The piece that holds at a moment.
  func piece(at time: Double) -> Piece {
    let next = pieces.firstIndex { $0.start > time } ?? pieces.endIndex
    return pieces[max(0, next - 1)]
  }

  /// Where it may jump or bend.
  var corners: [Double] { pieces.map(\.start) }

  /// The rate in the end.
  var final: Double { pieces.last?.rate ?? 0 }

  /// The largest rate at any time.
  var highest: Double {
    pieces.indices.reduce(0) { most, index in
      let piece = pieces[index]
      let end = index + 1 < pieces.count ? piece.rate(at: pieces[index + 1].start) : piece.rate
      return max(most, piece.rate, end)
    }
  }

  /// The first moment at which it is above a level; `nil` if never.
  func firstTime(above level: Double) -> Double? {
    for (index, piece) in pieces.enumerated() {
      if piece.rate > level { return piece.start }
      guard piece.slope > 0 else { continue }
      let crossing = piece.start + (level - piece.rate) / piece.slope
      if index + 1 < pieces.count, crossing < pieces[index + 1].start { return crossing }
    }
    return nil
  }

  /// What comes between two moments.
  func amount(from start: Double, to end: Double) -> Double {
    var sum = 0.0
    for (index, piece) in pieces.enumerated() {
      let from = max(start, piece.start)
      let to = index + 1 < pieces.count ? min(end, pieces[index + 1].start) : end
      guard to > from else { continue }
      sum += (to - from) * (piece.rate(at: from) + piece.rate(at: to)) / 2
    }
    return sum
  }

  static func * (curve: RateCurve, factor: Double) -> RateCurve {
    RateCurve(
      pieces: curve.pieces.map { Piece(start: $0.start, rate: $0.rate * factor, slope: $0.slope * factor) })
  }

  private var isNothing: Bool { pieces.count == 1 && pieces[0].rate == 0 && pieces[0].slope == 0 }

  static func + (a: RateCurve, b: RateCurve) -> RateCurve {
    // Sums begin with nothing.
    if a.isNothing { return b }
    if b.isNothing { return a }
    var (i, j) = (0, 0)
    var pieces: [Piece] = []
    while true {
      let start = max(a.pieces[i].start, b.pieces[j].start)
      pieces.append(
        Piece(
          start: start, rate: a.pieces[i].rate(at: start) + b.pieces[j].rate(at: start),
          slope: a.pieces[i].slope + b.pieces[j].slope))
      let nextA = i + 1 < a.pieces.count ? a.pieces[i + 1].start : .infinity
      let nextB = j + 1 < b.pieces.count ? b.pieces[j + 1].start : .infinity
      if nextA == .infinity, nextB == .infinity { return RateCurve(pieces: pieces) }
      if nextA <= nextB { i += 1 }
      if nextB <= nextA { j += 1 }
    }
  }
}
