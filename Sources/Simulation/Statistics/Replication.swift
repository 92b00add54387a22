/// The figures of one run after its warm-up.
struct Replication: Sendable {
  /// By source; `nil` where no request was answered well.
  var workloads: [WorkloadFigures] = []
  /// By station.
  var stations: [StationFigures] = []
  /// By row of the `party` table.
  var components: [ComponentFigures] = []
  /// Events in all, and simulated seconds after the warm-up.
  var events = 0
  var time = 0.0
  /// Replicas that failed, the warm-up included.
  var failures = 0

  struct WorkloadFigures: Sendable {
    var throughput = 0.0
    var times: Times?
    var failureShare: Double?
    var attempts: Double?
  }

  struct Times: Sendable {
    var mean, p50, p95, p99: Double

    init?(_ values: [Double]) {
      guard !values.isEmpty else { return nil }
      let sorted = values.sorted()
      mean = values.reduce(0, +) / Double(values.count)
      (p50, p95, p99) = (sorted.quantile(0.5), sorted.quantile(0.95), sorted.quantile(0.99))
    }
  }

  struct StationFigures: Sendable {
    /// Of the busiest kind of copy.
    var utilization = 0.0
    /// Visits that wait, on the average.
    var waiting = 0.0
    /// Visits that came, and more of them than left, per second.
    var arrivals = 0.0
    var growth = 0.0
    /// Little's law: visits present, and arrivals × time.
    var present = 0.0
    var presentByLaw = 0.0
    /// The utilization law: servers at work, and throughput × work.
    var busy = 0.0
    var busyByLaw = 0.0
  }

  struct ComponentFigures: Sendable {
    var arrivalRate = 0.0
    var refusals = 0.0
    var wait: Double?
    var response: Times?
  }

  /// Runs a plan: a warm-up, then what is measured.
  init(_ plan: Plan, seed: UInt64, warmUp: Int, measured: Int, breaksReplicas: Bool) {
    var simulator = Simulator(plan, seed: seed, breaksReplicas: breaksReplicas)
    simulator.run(events: warmUp)
    simulator.endWarmUp()
    simulator.run(events: measured)
    events = simulator.calendar.happened
    failures = simulator.failures
    time = simulator.now - simulator.tally.start
    guard time > 0 else { return }
    workloads = simulator.tally.workloads.map { Self.figures($0, time) }
    components = simulator.tally.components.map { Self.figures($0, time) }
    stations = plan.stations.indices.map { station in
      let first = simulator.firstLine[station]
      let counts = (first..<first + plan.stations[station].lines).map {
        simulator.lines[$0].finalCounts(at: simulator.now)
      }
      return Self.figures(plan.stations[station], counts, time)
    }
  }

  private static func figures(_ count: WorkloadCount, _ time: Double) -> WorkloadFigures {
    var figures = WorkloadFigures()
    figures.throughput = Double(count.latencies.count) / time
    figures.times = Times(count.latencies)
    guard count.ended > 0 else { return figures }
    figures.failureShare = Double(count.failures) / Double(count.ended)
    figures.attempts = Double(count.attempts) / Double(count.ended)
    return figures
  }

  private static func figures(_ count: ComponentCount, _ time: Double) -> ComponentFigures {
    var figures = ComponentFigures()
    figures.arrivalRate = Double(count.arrivals) / time
    figures.refusals = Double(count.refusals) / time
    figures.response = Times(count.responses)
    if !count.responses.isEmpty { figures.wait = count.waits / Double(count.responses.count) }
    return figures
  }

  private static func figures(_ station: Station, _ lines: [Line.Counts], _ time: Double) -> StationFigures {
    var figures = StationFigures()
    // With a leader, the first copies and the others do different work.
    let groups =
      station.hasLeader && station.copies > 1
      ? [
        lines.enumerated().filter { $0.offset % station.copies == 0 }.map(\.element),
        lines.enumerated().filter { $0.offset % station.copies != 0 }.map(\.element),
      ]
      : [lines]
    figures.utilization =
      groups.map { group in
        group.reduce(0) { $0 + $1.busyTime } / time / Double(group.count * station.servers)
      }.max() ?? 0
    for line in lines {
      figures.waiting += (line.presentTime - line.busyTime) / time
      figures.arrivals += Double(line.arrived) / time
      figures.growth += Double(line.arrived - line.served) / time
      figures.present += line.presentTime / time
      figures.presentByLaw += line.sojourn / time
      figures.busy += line.busyTime / time
      figures.busyByLaw += line.work / time
    }
    return figures
  }
}
