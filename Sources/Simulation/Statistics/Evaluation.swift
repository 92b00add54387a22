import Topology

/// Makes figures with confidence intervals of independent runs.
struct Evaluation {
  let planned: Planned
  let runs: [Replication]
  let options: SimulationOptions

  private var plan: Plan { planned.plan }

  var result: SimulationResult {
    let runs = runs.filter { $0.time > 0 }
    let workloads = runs.isEmpty ? [] : plan.sources.indices.map { workload($0, runs) }
    let stations = runs.isEmpty ? [] : reachedStations(runs)
    return SimulationResult(
      workloads: workloads, components: stations.map { component($0, runs) }.sorted { $0.party < $1.party },
      refusals: planned.refusals, conventions: conventions, omissions: planned.omissions,
      checks: stations.flatMap { checks($0, runs) }, effort: effort(workloads, runs))
  }

  private var conventions: [(convention: Convention, entities: [EntityID])] {
    Convention.allCases.compactMap { convention in
      let entities = planned.conventions.filter { $0.convention == convention }.map(\.entity)
      return entities.isEmpty ? nil : (convention, entities)
    }
  }

  private func effort(_ workloads: [WorkloadMeasures], _ runs: [Replication]) -> SimulationResult.Effort {
    SimulationResult.Effort(
      seed: options.seed, replications: runs.count, events: runs.reduce(0) { $0 + $1.events },
      time: runs.isEmpty ? 0 : runs.reduce(0) { $0 + $1.time } / Double(runs.count),
      precision: workloads.compactMap { $0.latency?.mean.relativeHalfWidth }.max(),
      failures: options.breaksReplicas ? runs.reduce(0) { $0 + $1.failures } : nil)
  }

  private func workload(_ source: Int, _ runs: [Replication]) -> WorkloadMeasures {
    let figures = runs.map { $0.workloads[source] }
    return WorkloadMeasures(
      workload: plan.sources[source].workload, throughput: Measure(figures.map(\.throughput)),
      latency: TimeMeasures(figures.map(\.times)), failureShare: Self.measure(figures.compactMap(\.failureShare)),
      attempts: Self.measure(figures.compactMap(\.attempts)),
      awaited: Set(plan.awaitedStations(from: [plan.sources[source].call]).map { plan.stations[$0].party }).sorted())
  }

  // MARK: Components

  /// The stations that anybody came to.
  private func reachedStations(_ runs: [Replication]) -> [Int] {
    plan.stations.indices.filter { station in
      runs.contains { $0.stations[station].arrivals > 0 || $0.components[plan.stations[station].party].refusals > 0 }
    }
  }

  private func component(_ station: Int, _ runs: [Replication]) -> ComponentMeasures {
    let party = plan.stations[station].party
    let figures = runs.map { $0.stations[station] }
    let counts = runs.map { $0.components[party] }
    return ComponentMeasures(
      party: party, arrivalRate: Measure(counts.map(\.arrivalRate)), utilization: Measure(figures.map(\.utilization)),
      wait: Self.measure(counts.compactMap(\.wait)), response: TimeMeasures(counts.map(\.response)),
      queueLength: Measure(figures.map(\.waiting)), refusals: Measure(counts.map(\.refusals)),
      growth: growth(figures))
  }

  private static func measure(_ values: [Double]) -> Measure? { values.isEmpty ? nil : Measure(values) }

  /// What piles up: certainly more than nothing, and more than one in a hundred.
  private func growth(_ figures: [Replication.StationFigures]) -> Measure? {
    let growth = Measure(figures.map(\.growth))
    let arrivals = Measure(figures.map(\.arrivals)).value
    return growth.value > 2 * growth.halfWidth && growth.value > 0.01 * arrivals ? growth : nil
  }

  // MARK: Laws

  /// A component that cannot follow has no balance; of it only the utilization law is tried.
  private func checks(_ station: Int, _ runs: [Replication]) -> [LawCheck] {
    let party = plan.stations[station].party
    let figures = runs.map { $0.stations[station] }
    let utilization = LawCheck(.utilization, party, figures.map { ($0.busy, $0.busyByLaw) })
    guard growth(figures) == nil else { return [utilization] }
    return [
      LawCheck(.flowBalance, party, figures.map { ($0.arrivals, $0.arrivals - $0.growth) }),
      LawCheck(.little, party, figures.map { ($0.present, $0.presentByLaw) }), utilization,
    ]
  }
}
