/// What is counted in a run since its warm-up.
struct Tally {
  /// By source.
  var workloads: [WorkloadCount]
  /// By row of the `party` table.
  var components: [ComponentCount]
  private(set) var start = 0.0
  /// Good answers over time, where somebody wants to see them.
  var timeline: Timeline?

  init(_ plan: Plan) {
    workloads = plan.sources.map { _ in WorkloadCount() }
    let parties = (plan.nodes.map(\.party).max() ?? -1) + 1
    components = [ComponentCount](repeating: ComponentCount(), count: parties)
  }

  mutating func restart(at now: Double) {
    start = now
    for source in workloads.indices { workloads[source] = WorkloadCount() }
    for party in components.indices { components[party] = ComponentCount() }
  }

  mutating func end(_ source: Int, latency: Double, attempts: Int, isGood: Bool, at now: Double) {
    workloads[source].attempts += attempts
    if isGood {
      workloads[source].latencies.append(latency)
      timeline?.add(source, at: now)
    } else {
      workloads[source].failures += 1
    }
  }
}

struct WorkloadCount {
  var requests = 0
  /// Of requests that ended.
  var attempts = 0
  var failures = 0
  /// Of requests that were answered well, in seconds.
  var latencies: [Double] = []

  var ended: Int { latencies.count + failures }
}

struct ComponentCount {
  var arrivals = 0
  var refusals = 0
  var waits = 0.0
  /// In seconds, without what is waited for downstream.
  var responses: [Double] = []

  mutating func record(wait: Double, response: Double) {
    // What rounding leaves of no wait at all is none.
    if wait > 1e-9 { waits += wait }
    responses.append(response)
  }
}

/// Good answers of each source in equal parts of time.
struct Timeline {
  let width: Double
  private(set) var counts: [[Int]]

  init(sources: Int, end: Double, bins: Int) {
    width = end / Double(bins)
    counts = [[Int]](repeating: [Int](repeating: 0, count: bins), count: sources)
  }

  mutating func add(_ source: Int, at time: Double) {
    let bin = Int(time / width)
    if bin < counts[source].count { counts[source][bin] += 1 }
  }
}
