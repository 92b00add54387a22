/// An expression whose names are resolved and whose types are known.
public struct TypedExpression: Sendable {
  indirect enum Kind: Sendable {
    case constant(Value)
    /// A variable of the environment or of a macro, by its slot.
    case variable(Int, String)
    case field(TypedExpression, ObjectField)
    case isStated(TypedExpression, ObjectField)
    /// A member of a map, by name.
    case member(TypedExpression, String, isOptional: Bool)
    case hasMember(TypedExpression, String)
    case index(TypedExpression, TypedExpression, isOptional: Bool)
    case and(TypedExpression, TypedExpression)
    case or(TypedExpression, TypedExpression)
    case not(TypedExpression)
    case conditional(TypedExpression, TypedExpression, TypedExpression)
    /// A function or operator of the language; a receiver is its first argument.
    case call(String, [TypedExpression])
    /// A function of the source of facts.
    case external(Function, [TypedExpression])
    case list([(value: TypedExpression, isOptional: Bool)])
    case map([(key: TypedExpression, value: TypedExpression, isOptional: Bool)])
    case comprehension(TypedComprehension)
    case bind(slot: Int, value: TypedExpression, body: TypedExpression)
    case optionalMap(TypedExpression, slot: Int, body: TypedExpression, isFlat: Bool)
    /// The name of an enumeration's value.
    case enumerationName(TypedExpression, Enumeration)
    /// A number with a dimension as text for people.
    case quantityText(TypedExpression, Dimension)
    /// What is left of a wrong expression that was not to be checked: it fails when evaluated.
    case failure(EvaluationError.Kind, String)
  }

  let kind: Kind
  /// UTF-8 offsets in the text.
  public let range: Range<Int>
  public let type: ExpressionType

  init(_ kind: Kind, _ range: Range<Int>, _ type: ExpressionType) {
    self.kind = kind
    self.range = range
    self.type = type
  }

  /// The operands, in the order in which they are written.
  public var children: [TypedExpression] {
    switch kind {
    case .constant, .variable, .failure: []
    case .field(let a, _), .isStated(let a, _), .member(let a, _, _), .hasMember(let a, _), .not(let a),
      .enumerationName(let a, _), .quantityText(let a, _):
      [a]
    case .index(let a, let b, _), .and(let a, let b), .or(let a, let b), .bind(_, let a, let b),
      .optionalMap(let a, _, let b, _):
      [a, b]
    case .conditional(let a, let b, let c): [a, b, c]
    case .call(_, let arguments), .external(_, let arguments): arguments
    case .list(let items): items.map(\.value)
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let it): [it.range] + [it.predicate, it.transform].compactMap(\.self)
    }
  }

  /// The handles of all fields that may be read, in order and each once.
  public var fieldHandles: [Int32] {
    var handles: [Int32] = []
    collectFields(&handles)
    return handles
  }

  private func collectFields(_ handles: inout [Int32]) {
    for child in children { child.collectFields(&handles) }
    switch kind {
    case .field(_, let field), .isStated(_, let field):
      if !handles.contains(field.handle) { handles.append(field.handle) }
    default: break
    }
  }

  func with(type: ExpressionType) -> TypedExpression { TypedExpression(kind, range, type) }
}

/// A macro over a list or map with its variables resolved to slots.
struct TypedComprehension: Sendable {
  var operation: Comprehension.Operation
  var range: TypedExpression
  /// The slot of the element or key, then that of the value if there are two.
  var slots: [Int]
  var names: [String]
  var elementType: ExpressionType
  var predicate: TypedExpression?
  var transform: TypedExpression?
}
