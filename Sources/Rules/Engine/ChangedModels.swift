public import Topology

/// Asks the rules of a run about changed copies of a model; what a change does not touch is taken over from there.
public struct ChangedModels: Sendable {
  /// What decides the rules.
  public let engine: RuleEngine
  private let model: SharedModel

  /// Collects them.
  public init(of model: SharedModel, _ engine: RuleEngine) {
    self.engine = engine
    self.model = model
  }

  /// An answer about a changed copy: verdicts, and figures of the catalogue. Should it rest on what the change touches all
  /// the same, the question is asked again of a model of its own.
  public func asking<Answer>(_ topology: Topology, _ question: (SharedModel) -> Answer) -> Answer {
    // Whoever explains the model reads nothing of it by trying another one.
    ReadLog.unrecorded {
      let changed = SharedModel(revising: model, to: topology)
      let answer = question(changed)
      return changed.isTangled || model.isTangled ? question(SharedModel(revising: nil, to: topology)) : answer
    }
  }

  /// Every rule.
  public func run(on topology: Topology) -> RuleResults { asking(topology) { engine.run(on: $0) } }

  /// One rule on one subject.
  public func decide(rule index: Int, on subject: EntityID, of topology: Topology) -> Outcome {
    asking(topology) { model in model.recording { engine.decide(rule: index, on: subject, of: model) } }
  }
}
