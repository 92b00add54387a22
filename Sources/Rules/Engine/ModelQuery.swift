public import Expressions
public import Topology

/// An expression over a whole model, outside any rule.
public struct ModelQuery: Sendable {
  private let checked: CheckedExpression
  private let program: Program
  private static let environment = ModelEnvironment.shared.environment.declaring(ModelLists.variables)

  /// Checks an expression; it may read the model's lists.
  public init(_ text: String) throws(ExpressionErrors) {
    checked = try Self.environment.check(text, allowModelWide: true)
    program = checked.compile()
  }

  /// The value as text; what is not known is said with the facts that would decide it.
  public func answer(on topology: Topology) -> String {
    let source = ModelSource(topology)
    let lists = ModelLists.names.map { name -> Value in
      .list(ListValue(Subjects.of(name.type, in: topology).map { .object(topology.object($0)) }))
    }
    let value = program.evaluate(source, variables: lists + [.object(topology.object(EntityID(.system, 0)))])
    switch value {
    case .unknown(let unknown):
      let facts = Set(unknown.facts.map { topology.describe(topology.shortestUnstated(FactID(rawValue: $0))) })
      return "unknown: \(facts.sorted().map { "`\($0)`" }.joined(separator: ", ")) not stated"
    case .error(let error): return "error: \(error.message)"
    default: return ValueFormatter(Self.environment, source: source).format(value, as: checked.type)
    }
  }
}
