/// Finds what type parameters stand for, as the language definition's checker does.
struct Unifier {
  private var bindings: [String: ExpressionType] = [:]
  private var count = 0
  let environment: Environment

  init(_ environment: Environment) { self.environment = environment }

  /// A parameter that nothing else uses.
  mutating func fresh() -> ExpressionType {
    count += 1
    return .parameter("%\(count)")
  }

  /// A copy of `types` with fresh parameters in place of named ones, the same for the same name.
  mutating func instantiate(_ types: [ExpressionType]) -> [ExpressionType] {
    var names: [String: ExpressionType] = [:]
    return types.map { rename($0, &names) }
  }

  private mutating func rename(_ type: ExpressionType, _ names: inout [String: ExpressionType]) -> ExpressionType {
    switch type {
    case .parameter(let name):
      if let known = names[name] { return known }
      let new = fresh()
      names[name] = new
      return new
    case .list(let element): return .list(rename(element, &names))
    case .map(let key, let value): return .map(rename(key, &names), rename(value, &names))
    case .optional(let inner): return .optional(rename(inner, &names))
    case .abstract(let name, let parameters): return .abstract(name, parameters.map { rename($0, &names) })
    case .type(let inner): return .type(rename(inner, &names))
    case .nullable(let inner): return .nullable(rename(inner, &names))
    default: return type
    }
  }

  /// The type with everything known put in; with `isFinal`, unknown parameters are `dyn`.
  func resolve(_ type: ExpressionType, isFinal: Bool = false) -> ExpressionType {
    switch type {
    case .parameter(let name):
      if let bound = bindings[name] { return resolve(bound, isFinal: isFinal) }
      return isFinal ? .dyn : type
    case .list(let element): return .list(resolve(element, isFinal: isFinal))
    case .map(let key, let value): return .map(resolve(key, isFinal: isFinal), resolve(value, isFinal: isFinal))
    case .optional(let inner): return .optional(resolve(inner, isFinal: isFinal))
    case .abstract(let name, let parameters):
      return .abstract(name, parameters.map { resolve($0, isFinal: isFinal) })
    case .type(let inner): return .type(resolve(inner, isFinal: isFinal))
    case .nullable(let inner): return resolve(inner, isFinal: isFinal).orNull
    default: return type
    }
  }

  /// Whether all of `values` can be given where `targets` are wanted; binds parameters only if so.
  mutating func assign(_ values: [ExpressionType], to targets: [ExpressionType]) -> Bool {
    let before = bindings
    for (value, target) in zip(values, targets) where !assign(value, to: target) {
      bindings = before
      return false
    }
    return true
  }

  /// Whether a `value` can be given where a `target` is wanted.
  mutating func assign(_ value: ExpressionType, to target: ExpressionType) -> Bool {
    let value = shallow(value)
    if value == .dyn { generalize(target) }
    let target = shallow(target)
    if value == target || value == .error || target == .error { return true }
    if case .parameter(let name) = target { return bind(name, value) }
    if case .parameter(let name) = value { return bind(name, target) }
    if value == .dyn || target == .dyn { return true }
    switch (value, target) {
    case (.null, .nullable), (.null, .timestamp), (.null, .duration), (.null, .optional), (.null, .abstract):
      return true
    case (.nullable(let a), .nullable(let b)), (.nullable(let a), let b), (let a, .nullable(let b)):
      return assign(a, to: b)
    case (.list(let a), .list(let b)), (.optional(let a), .optional(let b)): return assign(a, to: b)
    case (.map(let a, let c), .map(let b, let d)): return assign(a, to: b) && assign(c, to: d)
    case (.type(let a), .type(let b)):
      // `type({})` may be compared with `map`, so what does not fit inside is no obstacle.
      _ = assign([a], to: [b])
      return true
    case (.abstract(let name, let a), .abstract(let other, let b)):
      return name == other && a.count == b.count && assign(a, to: b)
    case (.object(let a), .object(let b)): return environment.isSubtype(a, of: b)
    default: return false
    }
  }

  /// The type as far as its outermost constructor is known.
  func shallow(_ type: ExpressionType) -> ExpressionType {
    var type = type
    while case .parameter(let name) = type, let bound = bindings[name] { type = bound }
    return type
  }

  /// Makes what a parameter stands for `dyn`: the most general of the types given for it counts.
  private mutating func generalize(_ type: ExpressionType) {
    guard environment.mode == .standard, case .parameter(var name) = type else { return }
    while case .parameter(let next)? = bindings[name] { name = next }
    if bindings[name] != nil { bindings[name] = .dyn }
  }

  private mutating func bind(_ name: String, _ type: ExpressionType) -> Bool {
    if case .parameter(name) = type { return true }
    if occurs(name, in: type) { return false }
    bindings[name] = type
    return true
  }

  private func occurs(_ name: String, in type: ExpressionType) -> Bool {
    switch shallow(type) {
    case .parameter(let other): other == name
    case .list(let a), .optional(let a), .type(let a), .nullable(let a): occurs(name, in: a)
    case .map(let a, let b): occurs(name, in: a) || occurs(name, in: b)
    case .abstract(_, let parameters): parameters.contains { occurs(name, in: $0) }
    default: false
    }
  }

  /// One type for values of both, `nil` if only `dyn` would do.
  mutating func join(_ a: ExpressionType, _ b: ExpressionType) -> ExpressionType? {
    let a = shallow(a)
    let b = shallow(b)
    if a == .dyn || b == .dyn { return .dyn }
    if a == .null, environment.mode == .rule { return b.orNull }
    if b == .null, environment.mode == .rule { return a.orNull }
    if case (.null, .nullable) = (a, b) { return b }
    if case (.nullable, .null) = (a, b) { return a }
    if case .nullable(let inner) = a { return join(inner, b.unwrapped).map(\.orNull) }
    if case .nullable(let inner) = b { return join(a, inner).map(\.orNull) }
    if case (.object(let one), .object(let other)) = (a, b) {
      return environment.commonSupertype(one, other).map { .object($0) }
    }
    switch (a, b) {
    case (.list(let x), .list(let y)): if let joined = joinInside(x, y) { return .list(joined) }
    case (.optional(let x), .optional(let y)): if let joined = joinInside(x, y) { return .optional(joined) }
    case (.map(let k, let x), .map(let l, let y)):
      if let key = joinInside(k, l), let value = joinInside(x, y) { return .map(key, value) }
    case (.abstract(let name, let x), .abstract(let other, let y)) where name == other && x.count == y.count:
      let parameters = zip(x, y).compactMap { joinInside($0, $1) }
      if parameters.count == x.count { return .abstract(name, parameters) }
    default: break
    }
    let before = bindings
    if assign(b, to: a) { return a == .null ? b : a }
    bindings = before
    if assign(a, to: b) { return b }
    bindings = before
    return nil
  }

  private mutating func joinInside(_ a: ExpressionType, _ b: ExpressionType) -> ExpressionType? { join(a, b) }
}
