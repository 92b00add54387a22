public import Analysis
public import Topology

/// A model with what all who ask about it share: the analyses, who names whom, and what the rules said. Each is computed
/// once.
public struct SharedModel: Sendable {
  public let topology: Topology
  public let analysis: CapacityAnalysis
  let index: Lazily<ModelIndex>
  /// What rules said, where the model has a revision.
  let verdicts: Memo<VerdictQuestion, RuleResults>?
  /// The findings among that.
  let findings: Memo<FindingQuestion, Finding>?
  private let revision: Revision?

  /// A model that is asked about once.
  public init(_ topology: Topology) {
    self.topology = topology
    analysis = CapacityAnalysis(of: topology)
    index = Lazily { ModelIndex(of: topology) }
    verdicts = nil
    findings = nil
    revision = nil
  }

  /// A model that many questions will be asked about, and that may be changed and asked about again.
  ///
  /// - Parameter earlier: One that it is a changed copy of: what the change does not touch is taken over from there. Parts of
  ///   what is taken over refer to the earlier model, so that such a model answers for verdicts and figures of the catalogue,
  ///   which record what they read (`ChangedModels`), and for all else within `recording`.
  public init(revising earlier: SharedModel? = nil, to topology: Topology) {
    let (revised, revision) = topology.revised(after: earlier?.analysis.topology)
    self.topology = topology
    analysis = CapacityAnalysis(of: revised, revision, after: earlier?.analysis)
    self.revision = revision
    (index, verdicts, findings) =
      ReadLog.recording(revision) {
        (
          Lazily(after: earlier?.index) { ModelIndex(of: revised) }, Memo(after: earlier?.verdicts),
          Memo(after: earlier?.findings)
        )
      }.result
  }

  /// Whether an answer was taken over that does not hold. All answers on the model are to be thrown away then, and a model
  /// of its own be asked.
  public var isTangled: Bool { revision?.isTangled ?? false }

  /// Runs a question that reads more than kept results: what it reads is read as it is in this revision, and should it rest
  /// on what no longer holds, that is noticed.
  public func recording<Answer>(_ question: () -> Answer) -> Answer {
    guard let revision else { return question() }
    return ReadLog.recording(revision, question).result
  }

  /// A source for one thread.
  func makeSource() -> ModelSource { ModelSource(analysis: analysis, index: index, isLogged: revision != nil) }
}

/// What a rule says of a model.
struct VerdictQuestion: Hashable, Sendable {
  /// The engine that has the rule, since settings belong to the engine.
  var engine: Int
  var rule: Int
}
