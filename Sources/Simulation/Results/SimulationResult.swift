public import Topology

/// What a simulation saw.
public struct SimulationResult: Sendable {
  /// The workloads that were run, in file order.
  public let workloads: [WorkloadMeasures]
  /// The components with servers that they reach, in file order.
  public let components: [ComponentMeasures]
  /// The workloads that were not run, and why.
  public let refusals: [Refusal]
  /// What was taken where nothing is stated, each with the entities it was taken for.
  public let conventions: [(convention: Convention, entities: [EntityID])]
  /// Stated facts that are not acted out.
  public let omissions: [SimulationOmission]
  /// The laws that hold in every run, and whether they did.
  public let checks: [LawCheck]
  /// How much was simulated.
  public let effort: Effort

  /// How much was simulated.
  public struct Effort: Sendable {
    public let seed: UInt64
    public let replications: Int
    /// Over all runs.
    public let events: Int
    /// Simulated seconds of one run after its warm-up, on the average.
    public let time: Double
    /// The largest relative half-width of a workload's mean response time; `nil` if none was answered.
    public let precision: Double?
    /// Replicas that failed, over all runs with their warm-up; `nil` where they do not fail.
    public let failures: Int?
  }

  /// The laws that did not hold: a sign that the run was too short, or that the program is wrong.
  public var brokenChecks: [LawCheck] { checks.filter { !$0.holds } }
}

/// The simulated figures of a workload.
public struct WorkloadMeasures: Sendable {
  /// A row of the `workload` table.
  public let workload: Int
  /// Good answers per second.
  public let throughput: Measure
  /// Of good answers, in seconds; `nil` where there were none.
  public let latency: TimeMeasures?
  /// Share of requests that failed after all attempts; `nil` if none ended.
  public let failureShare: Measure?
  /// Attempts of one request at the entry.
  public let attempts: Measure?
  /// The components with servers whose answers it waits for; rows of the `party` table, ascending.
  public let awaited: [Int]
}

/// The simulated figures of a component.
public struct ComponentMeasures: Sendable {
  /// A row of the `party` table.
  public let party: Int
  /// Requests per second, refused ones included.
  public let arrivalRate: Measure
  /// Share of time that its servers are busy; of a store, that of its busiest kind of copy.
  public let utilization: Measure
  /// In seconds; of a store with a leader, there. `nil` where nothing was served.
  public let wait: Measure?
  /// Time at the component itself, in seconds.
  public let response: TimeMeasures?
  /// Visits that wait, on the average.
  public let queueLength: Measure
  /// Requests per second that were refused.
  public let refusals: Measure
  /// Visits per second that pile up; `nil` where the component follows.
  public let growth: Measure?
}

/// Mean and percentiles of a time, in seconds. A percentile is the mean of those of the runs.
public struct TimeMeasures: Sendable {
  public let mean: Measure
  public let p50: Measure
  public let p95: Measure
  public let p99: Measure

  init?(_ times: [Replication.Times?]) {
    let times = times.compactMap(\.self)
    guard !times.isEmpty else { return nil }
    mean = Measure(times.map(\.mean))
    p50 = Measure(times.map(\.p50))
    p95 = Measure(times.map(\.p95))
    p99 = Measure(times.map(\.p99))
  }
}

/// A law that holds whatever the distributions are, tried on one component.
public struct LawCheck: Sendable {
  /// Which law.
  public enum Law: Sendable {
    /// What comes goes.
    case flowBalance
    /// Visits present are arrivals × time (Little 1961).
    case little
    /// Servers at work are throughput × service time (Denning and Buzen 1978).
    case utilization
  }

  public let law: Law
  /// A row of the `party` table.
  public let party: Int
  /// The difference of the two sides, as a part of the first.
  public let deviation: Double
  public let holds: Bool

  /// The ends of a run cut visits in two, which may cost 2 % in a short one.
  private static let tolerance = 0.02

  init(_ law: Law, _ party: Int, _ sides: [(Double, Double)]) {
    let scale = Measure(sides.map(\.0)).value
    let difference = Measure(sides.map { $0.0 - $0.1 })
    self.law = law
    self.party = party
    deviation = scale == 0 ? 0 : difference.value / scale
    holds = abs(difference.value) <= max(2 * difference.halfWidth, Self.tolerance * scale)
  }
}
