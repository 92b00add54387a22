internal import Analysis
internal import Checking
internal import Rules
internal import Synchronization
internal import Topology

/// A model in a session with its report, which is made when an answer needs it, or ahead of that on another thread.
final class SessionState: Sendable {
  /// What the settings do not touch is taken over from the origin.
  private let revised: SharedModel
  /// For what rests on something that does not hold any more.
  private let model: SharedModel
  private let check: @Sendable (SharedModel) -> SystemReport
  private let known = Mutex<SystemReport?>(nil)
  private let origin: SessionState?
  private let knownDifference = Mutex<ReportDifference?>(nil)
  private let knownExplanations = Mutex<[String: Explanation]>([:])
  private let isPrepared = Atomic<Bool>(false)

  /// - Parameter origin: The model without the settings, if this one has some.
  init(_ topology: Topology, from origin: SessionState? = nil, check: @escaping @Sendable (SharedModel) -> SystemReport)
  {
    model = SharedModel(revising: nil, to: topology)
    revised = origin.map { SharedModel(revising: $0.revised, to: topology) } ?? model
    self.origin = origin
    self.check = check
  }

  var topology: Topology { model.topology }

  /// For figures of the catalogue alone.
  var analysis: CapacityAnalysis { revised.analysis }

  /// Waits where another thread is at it.
  var report: SystemReport {
    known.withLock { known in
      if let known { return known }
      var report = check(revised)
      if revised.isTangled { report = check(model) }
      known = report
      return report
    }
  }

  /// An answer about the model, which reads it as it is now whatever was taken over.
  func reading<Answer>(_ question: (SystemReport) -> Answer) -> Answer {
    let report = report
    if !revised.isTangled {
      let answer = revised.recording { question(report) }
      if !revised.isTangled { return answer }
    }
    return question(shown)
  }

  /// The report without anything that was taken over.
  private var shown: SystemReport {
    var report = report
    report.model = model
    return report
  }

  /// Works out the report, and the figures that settings and suggested changes are compared by.
  func prepare() {
    _ = report
    _ = ReportDifference.changes(from: revised.analysis, to: revised.analysis)
  }

  /// What the settings change; `nil` where there are none.
  var difference: ReportDifference? {
    guard let origin else { return nil }
    return knownDifference.withLock { known in
      if let known { return known }
      var difference = ReportDifference(from: origin.report, to: report)
      if revised.isTangled { difference = ReportDifference(from: origin.shown, to: shown) }
      known = difference
      return difference
    }
  }

  /// The explanation of a subject, kept: of a finding it takes trying all its fixes.
  func explanation(
    of subject: String, _ explainer: (SystemReport) -> Explainer
  ) throws(UnknownSubject) -> Explanation {
    if let known = knownExplanations.withLock({ $0[subject] }) { return known }
    let explanation = try reading { report in
      Result { () throws(UnknownSubject) in try explainer(report).explain(subject) }
    }.get()
    knownExplanations.withLock { $0[subject] = explanation }
    return explanation
  }

  /// Whether nobody has prepared answers yet; true once.
  func beginPreparation() -> Bool { !isPrepared.exchange(true, ordering: .relaxed) }
}
