public import Expressions
public import Topology

/// An expression over a whole model, outside any rule.
public struct ModelQuery: Sendable {
  private let checked: CheckedExpression
  private let program: Program
  private let environment: Environment

  /// Checks an expression; it may read the model's lists.
  ///
  /// - Parameter attributes: users' own attributes, as the models declare them that are to be asked.
  public init(_ text: String, attributes: [CustomAttribute] = []) throws(ExpressionErrors) {
    environment = ModelEnvironment(attributes: attributes).environment.declaring(ModelLists.variables)
    checked = try environment.check(text, allowModelWide: true)
    program = checked.compile()
  }

  /// The value as text; what is not known is said with the facts that would decide it.
  public func answer(on topology: Topology) -> String { answer(on: SharedModel(topology)) }

  /// The same on a model whose analyses others use too.
  public func answer(on model: SharedModel) -> String {
    let (topology, source) = (model.topology, model.makeSource())
    let lists = ModelLists.names.map { name -> Value in
      .list(ListValue(Subjects.of(name.type, in: topology).map { .object(topology.object($0)) }))
    }
    let value = program.evaluate(source, variables: lists + [.object(topology.object(EntityID(.system, 0)))])
    let facts = Set(Self.missing(value).map { topology.describe(topology.shortestUnstated(FactID(rawValue: $0))) })
    let unstated = facts.sorted().map { "`\($0)`" }.joined(separator: ", ")
    switch value {
    case .unknown: return "unknown: \(unstated) not stated"
    case .error(let error): return "error: \(error.message)"
    case _ where !facts.isEmpty:
      let text = ValueFormatter(environment, source: source).format(value, as: checked.type)
      return "\(text)  (\(unstated) not stated)"
    default: return ValueFormatter(environment, source: source).format(value, as: checked.type)
    }
  }

  /// The facts that keep a value, or parts of it, from being known.
  private static func missing(_ value: Value) -> [UInt64] {
    switch value {
    case .unknown(let unknown): unknown.facts
    case .range(let range): range.trail?.facts ?? []
    case .list(let list):
      list.flatMap(missing) + list.maybe.flatMap { $0?.facts ?? [] } + (list.tail?.facts ?? [])
    default: []
    }
  }
}
