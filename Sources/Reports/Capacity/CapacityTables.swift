import Analysis
import Topology

/// The two tables of a capacity page, and what is said around them, free of markup.
struct CapacityTables {
  let workloads: [WorkloadFigures]
  let components: [ComponentFigures]
  /// How many components are left out.
  let rest: Int
  let notes: CapacityNotes
  private let limits: LimitWords
  private let words: WorkloadWords

  private static let mostComponents = 100

  init(analysis: CapacityAnalysis, context: ReportContext) {
    workloads = analysis.workloadFigures
    (components, rest) = analysis.busiest(context.showsAll ? .max : Self.mostComponents)
    var notes = CapacityNotes(analysis.topology)
    for workload in workloads { notes.add(workload) }
    for component in components { notes.add(component) }
    self.notes = notes
    limits = LimitWords(analysis: analysis)
    words = WorkloadWords(analysis: analysis)
  }

  // MARK: Workloads

  static let workloadHead = ["Workload", "Rate", "Peak", "Largest rate", "Mean", "p50", "p95", "p99"]

  var workloadRows: [[String]] {
    workloads.map { workload in
      [
        workload.name, Figures.estimate(workload.rate, Figures.rate), Figures.estimate(workload.peak, Figures.rate),
        Figures.estimate(workload.largest.rate, Figures.rate),
      ] + times(workload.latency)
    }
  }

  /// What binds each workload.
  var sentences: [String] { workloads.map { "\($0.name): \(limits.sentence($0.largest))" } }

  // MARK: Components

  static let componentHead = [
    "Component", "Arrivals", "Busy", "Busy at peak", "Replicas", "Needed", "Mean", "p50", "p95", "p99",
  ]

  var componentRows: [[String]] {
    components.map { component in
      [
        component.name, Figures.estimate(component.arrivalRate, Figures.rate),
        Figures.estimate(component.utilization, Figures.share),
        Figures.estimate(component.peakUtilization, Figures.share), component.replicaText,
        component.neededText,
      ] + times(component.responseTime)
    }
  }

  private func times(_ time: ResponseTime) -> [String] {
    [time.mean, time.p50, time.p95, time.p99].map { Figures.estimate($0, Figures.duration) }
  }
}

extension CapacityNotes {
  /// The lists below the tables, each with its title; those with nothing in them are left out.
  var lists: [(title: String, items: [String])] {
    [
      ("What is not known", missingLines), ("Assumed", assumptions), ("Left out", omissions),
      ("Computed as", derivations),
    ].filter { !$0.1.isEmpty }
  }
}
