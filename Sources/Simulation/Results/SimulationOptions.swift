/// How long and how exactly a simulation goes.
public struct SimulationOptions: Sendable {
  /// Equal seeds give equal numbers, to the last bit.
  public var seed: UInt64 = 1
  /// Independent runs of one round; at least 2.
  public var replications = 10
  /// Most rounds.
  public var rounds = 4
  /// Events of one run, the warm-up included.
  public var eventsPerRun = 100_000
  /// Part of a run that is not counted.
  public var warmUp = 0.2
  /// No further round once the mean response time of every workload has at most this relative half-width.
  public var precision = 0.01
  /// Replicas that state `mtbf` and `mttr` fail and are repaired.
  public var breaksReplicas = false

  /// A few seconds' work at most.
  public init() {}
}
