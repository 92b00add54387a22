internal import Analysis
internal import Expressions
internal import Topology

/// Relations along paths as values of the rule language.
extension ModelSource {
  func follow(_ relation: PathRelation, _ entity: EntityID) -> Value {
    switch relation {
    case .retryPath: retryPath(entity.row)
    }
  }

  /// Once more facts are stated, another path may multiply more; people are shown the one that surely multiplies.
  private func retryPath(_ link: Int) -> Value {
    let attempts = analysis.pathAttempts(ofLink: link)
    if attempts.point == nil, !showsWitnesses { return .unknown(Unknown(facts: attempts.missing.map(\.rawValue))) }
    return .list(ListValue(analysis.retryPath(toLink: link).map { .object(topology.object(EntityID(.link, $0))) }))
  }
}
