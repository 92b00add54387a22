import Analysis
import Explanations
import Simulation
import Topology

extension CapacitySections {
  /// What a simulation says, where one is asked for.
  static func simulation(_ report: CapacityReport, in context: ReportContext) -> [Explanation.Section] {
    guard let witness = report.witness else { return [] }
    return SimulationSection(witness: witness, analysis: report.analysis, showsAll: context.showsAll).sections
  }
}

/// The simulation as sections of a report, beside the computed figures.
private struct SimulationSection {
  let witness: Witness
  let analysis: CapacityAnalysis
  let showsAll: Bool

  private static let mostComponents = 20

  private var words: SimulationWords { SimulationWords(topology: analysis.topology) }

  var sections: [Explanation.Section] {
    var sections = [section("Simulated at the ordinary rate", witness.rate, .rate)]
    if let peak = witness.peak { sections.append(section("Simulated at peak", peak, .peak)) }
    return sections + [recoveries, conventions]
  }

  private func section(_ title: String, _ result: SimulationResult, _ load: LoadCase) -> Explanation.Section {
    let comparison = SimulationComparison(result, analysis, load)
    var remarks = comparison.notConfirmed.map { SimulationWords.doubt($0.subject, $0.pair) }
    remarks += result.brokenChecks.map(words.broken)
    remarks += result.refusals.map(words.refusal)
    return Explanation.Section(
      title,
      [
        .paragraph(result.workloads.isEmpty ? "" : SimulationWords.effort(result.effort)),
        .table(workloads(comparison)), .table(components(comparison)), .list(remarks),
      ])
  }

  private func workloads(_ comparison: SimulationComparison) -> Explanation.Table {
    let rows = comparison.workloads.flatMap { workload in
      let times = workload.times.map {
        [
          workload.name, $0.name, $0.computedText, $0.computed.value == nil ? "" : $0.computed.confidence.words,
          $0.simulatedText, SimulationWords.verdict($0.verdict),
        ]
      }
      let failures = workload.measures.failureShare.flatMap { share in
        share.value > 0 ? [workload.name, "failed", "", "", SimulationWords.measure(share, Figures.share), ""] : nil
      }
      let attempts = workload.measures.attempts.flatMap { attempts in
        attempts.value > 1
          ? [workload.name, "attempts", "", "", SimulationWords.measure(attempts, Figures.number), ""] : nil
      }
      return times + [failures, attempts].compactMap(\.self)
    }
    return Explanation.Table(["workload", "figure", "computed", "formula", "simulated", "verdict"], rows)
  }

  private func components(_ comparison: SimulationComparison) -> Explanation.Table {
    let ranked = comparison.components.enumerated().sorted {
      (-$0.element.measures.utilization.value, $0.offset) < (-$1.element.measures.utilization.value, $1.offset)
    }
    let shown = ranked.prefix(showsAll ? .max : Self.mostComponents).map(\.element)
    let rows = shown.map { component in
      let growth = component.measures.growth.map { "grows by \(Figures.rate($0.value))" }
      let waiting = growth ?? SimulationWords.measure(component.measures.queueLength, Figures.number)
      return [
        component.name, component.utilization.computedText, component.utilization.simulatedText,
        component.mean.computedText, component.mean.simulatedText, waiting, SimulationWords.verdict(component),
      ]
    }
    return Explanation.Table(
      ["component", "busy", "simulated", "mean", "simulated", "waiting", "verdict"], rows)
  }

  private var recoveries: Explanation.Section {
    let sentences = witness.recoveries.flatMap { recovery in
      recovery.workloads.map { words.recovery($0, recovery) }
    }
    return Explanation.Section("After a disturbance", [.list(sentences)])
  }

  /// What was taken where nothing is stated, over all runs, and what was left out.
  private var conventions: Explanation.Section {
    let results = [witness.rate, witness.peak].compactMap(\.self)
    let lines = Convention.allCases.compactMap { convention -> String? in
      let uses = results.flatMap(\.conventions).filter { $0.convention == convention }.flatMap(\.entities)
      let entities = Set(uses).sorted()
      return entities.isEmpty ? nil : words.convention(convention, entities)
    }
    let omissions = Set(results.flatMap(\.omissions)).sorted().map(\.words)
    let left = omissions.isEmpty ? [] : ["not acted out: \(Words.list(omissions))"]
    return Explanation.Section("Taken in the runs where nothing is stated", [.list(lines + left)])
  }
}
