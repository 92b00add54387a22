import Analysis
import Topology

/// What is said of one workload.
struct WorkloadFigures {
  let row: Int
  let name: String
  let rate: Estimate
  let peak: Estimate
  let largest: LargestRate
  let latency: ResponseTime
  let backlogs: [Backlog]

  init(_ row: Int, _ analysis: CapacityAnalysis) {
    self.row = row
    name = analysis.topology.name(EntityID(.workload, row))
    rate = analysis.rate(ofWorkload: row)
    peak = analysis.peak(ofWorkload: row)
    largest = analysis.largestRate(ofWorkload: row)
    latency = analysis.latency(ofWorkload: row)
    backlogs = analysis.backlogs(ofWorkload: row)
  }
}

/// What is said of one component.
struct ComponentFigures {
  let row: Int
  let name: String
  let arrivalRate: Estimate
  let peakArrivalRate: Estimate
  let utilization: Estimate
  let peakUtilization: Estimate
  let replicas: Estimate
  let mostReplicas: Estimate
  let replicasNeeded: Estimate
  let waitTime: Estimate
  let responseTime: ResponseTime

  init(_ row: Int, _ analysis: CapacityAnalysis) {
    self.row = row
    name = analysis.topology.name(EntityID(.party, row))
    arrivalRate = analysis.arrivalRate(ofParty: row)
    peakArrivalRate = analysis.peakArrivalRate(ofParty: row)
    utilization = analysis.utilization(ofParty: row)
    peakUtilization = analysis.peakUtilization(ofParty: row)
    replicas = analysis.replicas(ofParty: row, at: .rate)
    mostReplicas = analysis.replicas(ofParty: row, at: .peakAtMost)
    replicasNeeded = analysis.replicasNeeded(ofParty: row)
    waitTime = analysis.waitTime(ofParty: row)
    responseTime = analysis.responseTime(ofParty: row)
  }

  /// `4`, `3 to 12`; nothing for what has no servers of its own.
  var replicaText: String {
    guard utilization.isApplicable else { return "-" }
    let (least, most) = (Figures.estimate(replicas, Figures.number), Figures.estimate(mostReplicas, Figures.number))
    return least == most ? least : "\(least) to \(most)"
  }

  /// `13`; where something other than the copies binds, that no number of them suffices.
  var neededText: String {
    replicasNeeded.value?.low == .infinity ? "none suffice" : Figures.estimate(replicasNeeded, Figures.number)
  }
}

extension CapacityAnalysis {
  /// The figures of all workloads, in file order.
  var workloadFigures: [WorkloadFigures] { topology.rows(of: .workload).map { WorkloadFigures($0, self) } }

  /// The rows of components that have servers, or that requests come to.
  var loadedParties: [Int] {
    topology.rows(of: .party).filter { row in
      guard topology.kind(ofParty: row) != .client else { return false }
      return figure("utilization", of: .party, row).isApplicable || !workloads(visiting: row).isEmpty
    }
  }

  /// The figures of at most so many components, the busiest first, and how many are left out.
  ///
  /// Response times take longest, so they are computed only for those that are shown.
  func busiest(_ limit: Int) -> (shown: [ComponentFigures], rest: Int) {
    let rows = loadedParties.map { (row: $0, rank: busyness($0)) }.sorted { (-$0.rank, $0.row) < (-$1.rank, $1.row) }
    return (rows.prefix(limit).map { ComponentFigures($0.row, self) }, max(0, rows.count - limit))
  }

  /// How busy a component is at peak at worst; what is not known comes last.
  private func busyness(_ row: Int) -> Double {
    guard let value = figure("peak_utilization", of: .party, row).value ?? figure("utilization", of: .party, row).value
    else { return -1 }
    return value.high.isFinite || value.isPoint ? value.high : value.low
  }
}
