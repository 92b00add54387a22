internal import Checking
internal import Rules
internal import Synchronization
internal import Topology

/// A model in a session with its report, which is made when an answer needs it, or ahead of that on another thread.
final class SessionState: Sendable {
  /// What people are shown is read of this.
  let model: SharedModel
  /// What the settings do not touch is taken over from the origin: for verdicts, differences and trials, which read kept
  /// results alone.
  private let revised: SharedModel
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

  /// The report as explanations read it.
  var shown: SystemReport {
    var report = report
    report.model = model
    return report
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
  func explanation(of subject: String, _ explainer: Explainer) throws(UnknownSubject) -> Explanation {
    if let known = knownExplanations.withLock({ $0[subject] }) { return known }
    let explanation = try explainer.explain(subject)
    knownExplanations.withLock { $0[subject] = explanation }
    return explanation
  }

  /// Whether nobody has prepared answers yet; true once.
  func beginPreparation() -> Bool { !isPrepared.exchange(true, ordering: .relaxed) }
}
