public import Topology

extension RuleEngine {
  /// Every rule on a changed copy of a model; what the change does not touch is taken over from there.
  public func run(onChanged topology: Topology, from model: SharedModel) -> (model: SharedModel, results: RuleResults) {
    let changed = SharedModel(revising: model, to: topology)
    let results = run(on: changed)
    if !changed.isTangled { return (changed, results) }
    let own = SharedModel(revising: nil, to: topology)
    return (own, run(on: own))
  }

  /// One rule on one subject of a changed copy of a model.
  public func decide(
    rule index: Int, on subject: EntityID, ofChanged topology: Topology, from model: SharedModel
  ) -> Outcome {
    let changed = SharedModel(revising: model, to: topology)
    let outcome = changed.asking { decide(rule: index, on: subject, of: changed) }
    return changed.isTangled ? decide(rule: index, on: subject, of: topology) : outcome
  }
}
