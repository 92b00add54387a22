/// One run of a plan: the events in the order of their times.
struct Simulator {
  let plan: Plan
  var calendar = Calendar()
  var now = 0.0
  var visits = Slots<VisitState>()
  var calls = Slots<CallState>()
  var lines: [Line] = []
  var pools: [PoolState] = []
  /// The first line of each station, and the first pool of each line.
  var firstLine: [Int] = []
  var firstPool: [Int] = []
  /// Next copy of each station whose turn it is.
  var turns: [Int]
  /// Retries that each call may still make, where it has a budget.
  var budgets: [Double]
  var nodeStreams: [RandomStream]
  var callStreams: [RandomStream]
  var stationStreams: [RandomStream]
  var sourceStreams: [RandomStream]
  var failureStreams: [RandomStream]
  /// More load for a while, by source.
  var surges: [Surge?]
  var tally: Tally
  /// Replicas that have failed.
  var failures = 0

  init(_ plan: Plan, seed: UInt64, breaksReplicas: Bool = false) {
    self.plan = plan
    func stream(_ source: UInt64) -> RandomStream { RandomStream(seed: seed, source: source) }
    nodeStreams = plan.nodes.map { stream($0.stream) }
    callStreams = plan.calls.map { stream($0.stream) }
    stationStreams = plan.stations.map { stream($0.stream) }
    sourceStreams = plan.sources.map { stream($0.stream) }
    failureStreams = plan.stations.map { stream(StreamID.failures($0.party)) }
    turns = [Int](repeating: 0, count: plan.stations.count)
    budgets = [Double](repeating: 0, count: plan.calls.count)
    surges = [Surge?](repeating: nil, count: plan.sources.count)
    tally = Tally(plan)
    makeLines()
    for source in plan.sources.indices { begin(source) }
    if breaksReplicas { planFailures() }
  }

  private mutating func makeLines() {
    for (number, station) in plan.stations.enumerated() {
      firstLine.append(lines.count)
      for line in 0..<station.lines {
        firstPool.append(pools.count)
        pools += station.pools.map { PoolState(size: $0.size) }
        lines.append(
          Line(station: Int32(number), servers: station.servers, isFirst: line % station.copies == 0))
      }
    }
  }

  /// Lets so many events happen.
  mutating func run(events: Int) {
    let end = calendar.happened + events
    while calendar.happened < end, let event = calendar.next() { happen(event) }
  }

  /// Lets all happen up to a time, or so many events if that comes first; whether the time was reached.
  mutating func run(until end: Double, events: Int) -> Bool {
    let last = calendar.happened + events
    while let time = calendar.nextTime, time <= end {
      guard calendar.happened < last, let event = calendar.next() else { return false }
      happen(event)
    }
    now = end
    return true
  }

  /// Forgets what was counted so far.
  mutating func endWarmUp() {
    tally.restart(at: now)
    for line in lines.indices { lines[line].restart(at: now) }
  }

  private mutating func happen(_ event: Event) {
    now = event.time
    let subject = event.subject
    switch event.kind {
    case .arrival: arrive(source: Int(subject))
    case .request: request(source: Int(subject))
    case .delivery: arrive(subject)
    case .serviceEnd: endService(subject)
    case .sharedEnd: endShared(line: Int(subject), version: event.token)
    case .delayEnd: begin(subject)
    case .reply: answer(subject, event.token, isGood: true)
    case .refusal: answer(subject, event.token, isGood: false)
    case .timeout: timeout(subject, event.token)
    case .deadline: endDeadline(subject, life: event.token)
    case .retry: if calls[subject].token == event.token { attempt(subject) }
    case .outageStart: stop(station: Int(subject))
    case .outageEnd: resume(station: Int(subject))
    case .failure: breakReplica(line: Int(subject))
    case .repair: repairReplica(line: Int(subject))
    }
  }
}
