import Pseudorandom
@testable import Analysis
import Testing

private func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  a == b || abs(a - b) <= tolerance * max(1, abs(b))
}

@Suite struct FluidQueueTests {
  private let level = RateCurve(level: 200)

  @Test func aBurstOfConstantHeight() {
    let queue = FluidQueue(arrivals: .burst(from: 100, to: 500, ramp: 0, duration: 600), capacity: level)
    #expect(isClose(queue.peak, 300 * 600))
    #expect(isClose(queue.drainTime, 1800))
    #expect(isClose(queue.longestDelay, 900))
    #expect(queue.busyPeriods.count == 1)
  }

  @Test func aRampFillsTheLineFromWhereItCrossesTheCapacity() {
    let queue = FluidQueue(arrivals: .burst(from: 100, to: 500, ramp: 100, duration: 600), capacity: level)
    // The ramp crosses 200/s after 25 s: 300/s × 75 s / 2.
    #expect(isClose(queue.busyPeriods[0].start, 25))
    #expect(isClose(queue.peak, 11_250 + 180_000))
    #expect(isClose(queue.drainTime, 1912.5))
  }

  @Test func lateCapacity() {
    let steps = RateCurve(pieces: [.init(start: 0, rate: 200, slope: 0), .init(start: 120, rate: 1000, slope: 0)])
    let queue = FluidQueue(arrivals: .burst(from: 100, to: 500, ramp: 0, duration: 600), capacity: steps)
    #expect(isClose(queue.peak, 300 * 120))
    #expect(isClose(queue.drainTime, 36_000 / 500.0))
    // The message that comes after 48 s is the first to be served by the new servers: 120 s − 48 s; neither the backlog
    // over the old capacity (180 s) nor over the new one (36 s).
    #expect(isClose(queue.longestDelay, 72, 1e-7))
  }

  @Test func loadThatEqualsTheCapacityLeavesNothing_OrWhatIsThere() {
    #expect(FluidQueue(arrivals: .burst(from: 100, to: 200, ramp: 0, duration: 60), capacity: level).peak == 0)
    let stuck = FluidQueue(arrivals: .burst(from: 200, to: 300, ramp: 0, duration: 60), capacity: level)
    #expect(isClose(stuck.peak, 6000))
    #expect(stuck.drainTime == .infinity)
    #expect(isClose(stuck.longestDelay, 30))
  }

  @Test func whatNeverKeepsUpHasNoEnd() {
    let queue = FluidQueue(arrivals: RateCurve(level: 201), capacity: level)
    #expect(queue.peak == .infinity)
    #expect(queue.drainTime == .infinity)
    #expect(queue.longestDelay == .infinity)
  }

  @Test func burstsOfNoLength() {
    for ramp in [0.0, 10] {
      let queue = FluidQueue(arrivals: .burst(from: 100, to: 500, ramp: ramp, duration: 0), capacity: level)
      // The ramp alone still fills: 300/s × 7.5 s / 2.
      #expect(isClose(queue.peak, ramp == 0 ? 0 : 1125))
    }
  }

  @Test func aBatch() {
    let queue = FluidQueue(arrivals: RateCurve(level: 100), capacity: level, batch: 10_000)
    #expect(isClose(queue.peak, 10_000))
    #expect(isClose(queue.drainTime, 100))
    #expect(isClose(queue.longestDelay, 50))
  }

  @Test func aFullLineLosesTheRest() {
    let queue = FluidQueue(
      arrivals: .burst(from: 100, to: 500, ramp: 0, duration: 600), capacity: level, limit: 30_000)
    // Full after 100 s; then 300/s for 500 s find no place.
    #expect(isClose(queue.lost, 150_000))
    #expect(isClose(queue.peak, 30_000))
    #expect(isClose(queue.drainTime, 300))
  }

  @Test func whatIsHeldBackArrivesLater() {
    let first = FluidQueue(arrivals: .burst(from: 100, to: 500, ramp: 0, duration: 600), capacity: level)
    let out = first.outflow(of: Fluid(rate: first.arrivals, batch: 0))
    let second = FluidQueue(arrivals: out, capacity: RateCurve(level: 150))
    // 200/s until the first line is empty after 2,400 s.
    #expect(isClose(second.peak, 50 * 2400))
    #expect(isClose(second.drainTime, 2400))
  }

  /// Against steps of two milliseconds.
  @Test(arguments: UInt64(1)...24) func randomLoads(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let arrivals = randomCurve(&random, slopes: true)
    let capacity = randomCurve(&random, slopes: false)
    let limit = seed % 3 == 0 ? 5.0 : .infinity
    let queue = FluidQueue(arrivals: arrivals, capacity: capacity, batch: seed % 4 == 0 ? 3 : 0, limit: limit)
    let steps = Steps(queue)
    #expect(isClose(queue.peak, steps.peak, 2e-2))
    #expect(isClose(queue.lost, steps.lost, 2e-2))
    if limit == .infinity { #expect(isClose(queue.longestDelay, steps.longestDelay, 2e-2)) }
    let end = queue.busyPeriods.last?.end ?? 0
    #expect(end < 60 ? isClose(end, steps.lastBusy, 2e-2) : steps.lastBusy > 59)
  }

  /// Five pieces in 20 s, then little load and plenty of capacity.
  private func randomCurve(_ random: inout SeededRandom, slopes: Bool) -> RateCurve {
    var pieces: [RateCurve.Piece] = []
    for index in 0..<(slopes ? 5 : 3) {
      let start = Double(index) * (slopes ? 4 : 7) + (index == 0 ? 0 : random.next(0...1))
      let rate = random.next(1...10)
      let slope = slopes ? random.next(-rate / 6...2) : 0
      pieces.append(.init(start: start, rate: rate, slope: slope))
    }
    pieces.append(.init(start: 22, rate: slopes ? 1 : 6, slope: 0))
    return RateCurve(pieces: pieces)
  }

  /// The same line by Euler's method.
  private struct Steps {
    var peak = 0.0
    var lost = 0.0
    var lastBusy = 0.0
    var longestDelay = 0.0

    init(_ queue: FluidQueue) {
      let step = 2e-3
      var backlog = min(queue.batch, queue.limit)
      lost = queue.batch - backlog
      var arrived = [backlog]
      var served = [0.0]
      for index in 0..<30_000 {
        let time = (Double(index) + 0.5) * step
        let coming = queue.arrivals.piece(at: time).rate(at: time) * step
        let before = backlog
        backlog = max(0, backlog + coming - queue.capacity.piece(at: time).rate * step)
        arrived.append((arrived.last ?? 0) + coming)
        served.append((served.last ?? 0) + before + coming - backlog)
        if backlog > queue.limit {
          lost += backlog - queue.limit
          backlog = queue.limit
        }
        peak = max(peak, backlog)
        if backlog > 1e-6 { lastBusy = time }
      }
      var turn = 0
      for index in arrived.indices {
        while turn < served.count, served[turn] < arrived[index] - 1e-9 { turn += 1 }
        longestDelay = max(longestDelay, Double(turn - index) * step)
      }
    }
  }
}
