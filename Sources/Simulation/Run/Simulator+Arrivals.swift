/// More load for a while: up to a multiple of the ordinary rate, then back at once.
struct Surge: Sendable {
  let start: Double
  let ramp: Double
  let duration: Double
  let factor: Double

  var end: Double { start + ramp + duration }

  /// The multiple at a time.
  func height(at time: Double) -> Double {
    guard time >= start, time < end else { return 1 }
    let risen = ramp > 0 ? min(1, (time - start) / ramp) : 1
    return 1 + (factor - 1) * risen
  }
}

extension Simulator {
  /// Plans the first requests of a source.
  mutating func begin(_ source: Int) {
    switch plan.sources[source].arrivals {
    case .open: planNext(source)
    case .closed(let population, let thinkTime):
      for _ in 0..<population { planRequest(source, after: thinkTime) }
    case .scheduled(let period, _, _):
      calendar.plan(.arrival, at: period * sourceStreams[source].uniform(), subject: Int32(source))
    }
  }

  mutating func arrive(source: Int) {
    switch plan.sources[source].arrivals {
    case .open(let rate):
      // Thinning (Lewis and Shedler 1979): drawn at the highest rate, kept by the present one.
      let kept = surges[source].map { $0.height(at: now) * rate / mostRate(source, rate) } ?? 1
      planNext(source)
      if kept >= 1 || sourceStreams[source].happens(kept) { request(source: source) }
    case .scheduled(let period, let cohort, let jitter):
      calendar.plan(.arrival, at: now + period, subject: Int32(source))
      for _ in 0..<cohort {
        let offset = jitter > 0 ? jitter * sourceStreams[source].uniform() : 0
        calendar.plan(.request, at: now + offset, subject: Int32(source))
      }
    case .closed: break
    }
  }

  private mutating func planNext(_ source: Int) {
    guard case .open(let rate) = plan.sources[source].arrivals, rate > 0 else { return }
    let gap = sourceStreams[source].exponential() / mostRate(source, rate)
    calendar.plan(.arrival, at: now + gap, subject: Int32(source))
  }

  private func mostRate(_ source: Int, _ rate: Double) -> Double { rate * max(1, surges[source]?.factor ?? 1) }

  /// The next request of one client of a closed population.
  mutating func planRequest(_ source: Int, after thinkTime: Double) {
    let pause = thinkTime > 0 ? thinkTime * sourceStreams[source].exponential() : 0
    calendar.plan(.request, at: now + pause, subject: Int32(source))
  }

  mutating func request(source: Int) {
    tally.workloads[source].requests += 1
    start(plan.sources[source].call, parent: -1, source: Int32(source))
  }

  /// A request of a source has been answered or given up.
  mutating func end(source: Int, start: Double, attempts: Int, isGood: Bool) {
    tally.end(source, latency: now - start, attempts: attempts, isGood: isGood, at: now)
    guard case .closed(_, let thinkTime) = plan.sources[source].arrivals else { return }
    if thinkTime == 0, start == now {
      calendar.plan(.request, at: now + Self.leastPause, subject: Int32(source))
    } else {
      planRequest(source, after: thinkTime)
    }
  }
}
