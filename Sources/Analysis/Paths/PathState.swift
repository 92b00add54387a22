import Topology

/// What is known of paths, shared by the copies of an analysis; each part is computed when it is first needed.
final class PathState: Sendable {
  private let callsPart: Lazily<SynchronousCalls>
  private let worstTimesPart: Lazily<WorstTimes>
  private let attemptsPart: Lazily<AttemptsAlongPaths>

  init(_ topology: Topology, _ demand: Lazily<Demand>) {
    let calls = Lazily { SynchronousCalls(demand.value.network, topology) }
    callsPart = calls
    worstTimesPart = Lazily { WorstTimes(calls.value, topology) }
    attemptsPart = Lazily { AttemptsAlongPaths(calls.value, demand.value.workloads, topology) }
  }

  var calls: SynchronousCalls { callsPart.value }
  var worstTimes: WorstTimes { worstTimesPart.value }
  var attempts: AttemptsAlongPaths { attemptsPart.value }
}
