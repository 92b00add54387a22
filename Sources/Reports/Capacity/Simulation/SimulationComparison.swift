import Analysis
import Simulation
import Topology

/// Computed figures beside the simulated ones, at one load.
struct SimulationComparison {
  let workloads: [Workload]
  let components: [Component]

  /// One figure.
  struct Pair {
    let name: String
    let computed: Estimate
    /// `nil` where nothing was served, or where the time grows without end.
    let simulated: Measure?
    let verdict: Verdict
    let format: (Double) -> String

    var computedText: String { Figures.estimate(computed, format) }

    var simulatedText: String { simulated.map { SimulationWords.measure($0, format) } ?? "-" }
  }

  struct Workload {
    let name: String
    let measures: WorkloadMeasures
    let times: [Pair]
  }

  struct Component {
    let name: String
    let measures: ComponentMeasures
    let arrivals: Pair
    let utilization: Pair
    let wait: Pair
    let mean: Pair
    let p99: Pair

    var pairs: [Pair] { [arrivals, utilization, wait, mean, p99] }
  }

  /// Every figure with the name of what it is of.
  var all: [(subject: String, pair: Pair)] {
    workloads.flatMap { workload in workload.times.map { (workload.name, $0) } }
      + components.flatMap { component in component.pairs.map { (component.name, $0) } }
  }

  var notConfirmed: [(subject: String, pair: Pair)] { all.filter { $0.pair.verdict == .notConfirmed } }

  init(_ result: SimulationResult, _ analysis: CapacityAnalysis, _ load: LoadCase) {
    let topology = analysis.topology
    let busy = Dictionary(uniqueKeysWithValues: result.components.map { ($0.party, $0) })
    let fillsQueues = !result.omissions.contains(.queueLength)
    workloads = result.workloads.map { measures in
      let state = State(measures.awaited.compactMap { busy[$0] }, fillsQueues: fillsQueues)
      let computed = analysis.latency(ofWorkload: measures.workload, at: load)
      let times = [
        ("mean", computed.mean, measures.latency?.mean), ("p50", computed.p50, measures.latency?.p50),
        ("p95", computed.p95, measures.latency?.p95), ("p99", computed.p99, measures.latency?.p99),
      ]
      return Workload(
        name: topology.name(EntityID(.workload, measures.workload)), measures: measures,
        times: times.map { state.pair($0, $1, $2, Figures.duration) })
    }
    components = result.components.map { measures in
      let party = measures.party
      let (state, settled) = (State([measures], fillsQueues: fillsQueues), State([], fillsQueues: true))
      // What is refused keeps nobody busy.
      let accepted = analysis.limitedPlace(ofParty: party).map { analysis.acceptedUtilization(ofParty: $0, at: load) }
      let utilization =
        accepted.flatMap { $0.isApplicable ? $0 : nil } ?? analysis.utilization(ofParty: party, at: load)
      let computed = analysis.responseTime(ofParty: party, at: load)
      return Component(
        name: topology.name(EntityID(.party, party)), measures: measures,
        arrivals: settled.pair(
          "arrivals", analysis.arrivalRate(ofParty: party, at: load), measures.arrivalRate, Figures.rate),
        utilization: state.utilization(utilization, measures),
        // A wait matters as a part of the response.
        wait: state.pair(
          "wait", analysis.waitTime(ofParty: party, at: load), measures.wait, Figures.duration,
          resolution: Verdict.rounding * (measures.response?.mean.value ?? 0)),
        mean: state.pair("mean", computed.mean, measures.response?.mean, Figures.duration),
        p99: state.pair("p99", computed.p99, measures.response?.p99, Figures.duration))
    }
  }

  /// How far components let their figures be compared.
  private struct State {
    let utilization: Double
    let grows: Bool
    /// Whether the runs act out what the limit of a queue loses.
    let fillsQueues: Bool

    init(_ components: [ComponentMeasures], fillsQueues: Bool) {
      self.fillsQueues = fillsQueues
      utilization = components.map(\.utilization.value).max() ?? 0
      grows = components.contains { $0.growth != nil }
    }

    /// - Parameter resolution: A difference that nobody cares for.
    func pair(
      _ name: String, _ computed: Estimate, _ simulated: Measure?, _ format: @escaping (Double) -> String,
      resolution: Double = 0
    ) -> Pair {
      Pair(
        name: name, computed: computed, simulated: grows ? nil : simulated,
        verdict: verdict(computed, simulated, resolution), format: format)
    }

    private func verdict(_ computed: Estimate, _ simulated: Measure?, _ resolution: Double) -> Verdict {
      guard let value = computed.value, simulated != nil || grows else { return .incomparable }
      if !fillsQueues, computed.omissions.contains(.refused) { return .incomparable }
      // Where time grows without end, there may be no answer at all.
      guard let simulated else { return value.high.isFinite ? .notConfirmed : .agrees }
      return Verdict(
        low: value.low, high: value.high, simulated: simulated, error: computed.error, resolution: resolution,
        utilization: utilization, grows: grows)
    }

    /// Servers are busy all of the time at most; what is computed says how much is asked of them.
    func utilization(_ computed: Estimate, _ measures: ComponentMeasures) -> Pair {
      guard let value = computed.value else {
        return Pair(
          name: "busy", computed: computed, simulated: measures.utilization, verdict: .incomparable,
          format: Figures.share)
      }
      let verdict = Verdict(
        low: min(value.low, 1), high: min(value.high, 1), simulated: measures.utilization,
        error: computed.error)
      return Pair(
        name: "busy", computed: computed, simulated: measures.utilization, verdict: verdict, format: Figures.share)
    }
  }
}
