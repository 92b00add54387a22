/// `operand.field` of an object; what is selected from `null` is `null`, and from the unknown unknown.
final class FieldNode: Node, @unchecked Sendable {
  let operand: Node
  /// The slot of the variable if the operand is one, or a field of one, as it mostly is: that spares calls. Else -1.
  private let slot: Int
  /// The field of the variable if the operand is one, else -1.
  private let step: Int32
  let field: Int32
  /// Whether the operand is a variable, or fields of one: it costs little to ask for it again.
  private let isPath: Bool
  /// What an unstated number of this field lies between, if that is known and it cannot be `null`.
  let bounds: ClosedRange<Double>?

  init(_ operand: Node, _ field: Int32, bounds: ClosedRange<Double>?) {
    self.operand = operand
    let inner = operand as? FieldNode
    step = (inner?.operand as? VariableNode).flatMap { _ in inner?.field } ?? -1
    slot = ((step < 0 ? operand : inner?.operand) as? VariableNode)?.slot ?? -1
    isPath = slot >= 0 || inner?.isPath == true
    self.field = field
    self.bounds = bounds
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    switch object(&machine) {
    case .bits(let bits): read(ObjectRef(bits: bits), &machine)
    case .null: .null
    case .unstated(let fact): .unknown(Unknown(fact: fact))
    case .other: Self.selected(from: machine.spilled)
    }
  }

  override func scalar(_ machine: inout Machine) -> Scalar {
    let object = near(&machine)
    switch object {
    case .bits(let bits): return scalar(of: bits, &machine)
    case .other: return scalarOfOperand(&machine)
    default: return object
    }
  }

  /// The same for all other operands.
  @inline(never)
  private func scalarOfOperand(_ machine: inout Machine) -> Scalar {
    let object = operand.scalar(&machine)
    switch object {
    case .bits(let bits): return scalar(of: bits, &machine)
    case .other: return selectedScalar(&machine)
    default: return object
    }
  }

  @inline(__always)
  private func scalar(of bits: UInt64, _ machine: inout Machine) -> Scalar {
    let scalar = machine.scalar(of: field, in: ObjectRef(bits: bits))
    guard let bounds else { return scalar }
    return bounded(scalar, bounds, &machine)
  }

  @inline(never)
  private func selectedScalar(_ machine: inout Machine) -> Scalar {
    machine.scalar(Self.selected(from: machine.spilled))
  }

  override func objects(_ machine: inout Machine) -> ObjectList? {
    guard isPath, case .bits(let bits) = object(&machine) else { return nil }
    return machine.objects(of: field, in: ObjectRef(bits: bits))
  }

  override func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    let object = object(&machine)
    if case .bits(let bits) = object {
      switch machine.visit(field, of: ObjectRef(bits: bits), visit) {
      case .complete(let tail): return .complete(tail)
      case .stopped: return .stopped
      case .unstated(let fact): return .noList(.unknown(Unknown(fact: fact)))
      case .noList: break
      }
    }
    let value = select(from: object, &machine)
    guard case .list(let list) = value else { return .noList(value) }
    return list.each(&machine, visit)
  }

  override func count(_ machine: inout Machine, enough: Int) -> MemberCount {
    let object = object(&machine)
    guard case .bits(let bits) = object else { return countEach(&machine, enough: enough) }
    if let list = machine.objects(of: field, in: ObjectRef(bits: bits)) {
      if let tail = list.tail { machine.lacking.append(tail) }
      return MemberCount(certain: list.count, end: .complete(list.tail.map(Unknown.init(fact:))))
    }
    if let count = machine.count(of: field, in: ObjectRef(bits: bits)) { return MemberCount(certain: count) }
    return countEach(&machine, enough: enough)
  }

  /// What the operand is, as a scalar.
  @inline(__always)
  func object(_ machine: inout Machine) -> Scalar {
    let object = near(&machine)
    if case .other = object { return operand.scalar(&machine) }
    return object
  }

  /// The operand if it is an object that a variable is, or a field of it; `other` where it has to be asked itself.
  @inline(__always)
  private func near(_ machine: inout Machine) -> Scalar {
    guard slot >= 0, let object = machine.slots.object(slot) else { return .other }
    return step < 0 ? .bits(object) : machine.stored(step, in: ObjectRef(bits: object))
  }

  private func select(from object: Scalar, _ machine: inout Machine) -> Value {
    select(from: machine.value(object, .object), &machine)
  }

  /// The field of what the operand came to.
  func select(from value: Value, _ machine: inout Machine) -> Value {
    guard case .object(let object) = value else { return Self.selected(from: value) }
    return read(object, &machine)
  }

  private func read(_ object: ObjectRef, _ machine: inout Machine) -> Value {
    let result = machine.value(of: field, in: object)
    machine.recorder?.read(FieldRead(object: object, field: field))
    guard let bounds, case .unknown(let unknown) = result else { return result }
    return .range(RangeValue(low: bounds.lowerBound, high: bounds.upperBound, trail: unknown))
  }

  /// What is unstated lies between the bounds of the field.
  @inline(never)
  private func bounded(_ scalar: Scalar, _ bounds: ClosedRange<Double>, _ machine: inout Machine) -> Scalar {
    let unknown: Unknown
    switch scalar {
    case .unstated(let fact): unknown = Unknown(fact: fact)
    case .other:
      guard case .unknown(let facts) = machine.spilled else { return scalar }
      unknown = facts
    default: return scalar
    }
    machine.spilled = .range(RangeValue(low: bounds.lowerBound, high: bounds.upperBound, trail: unknown))
    return .other
  }

  static func selected(from value: Value) -> Value {
    switch value {
    case .null, .unknown, .error: value
    default: .failure(.noSuchField, "no such field")
    }
  }
}

/// `has(operand.field)` of an object: what the text says, so never unknown.
final class StatedNode: Node, @unchecked Sendable {
  let operand: Node
  let field: Int32

  init(_ operand: Node, _ field: Int32) {
    self.operand = operand
    self.field = field
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let value = operand.evaluate(&machine)
    switch value {
    case .object(let object):
      machine.recorder?.read(FieldRead(object: object, field: field))
      return .bool(machine.source.isStated(field, in: object))
    case .null, .unknown: return .bool(false)
    default: return value
    }
  }
}

/// `operand.name` of a map or an optional map.
final class MemberNode: Node, @unchecked Sendable {
  let operand: Node
  let key: Value
  let isOptional: Bool

  init(_ operand: Node, _ name: String, isOptional: Bool) {
    self.operand = operand
    key = .string(name)
    self.isOptional = isOptional
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    Lookup.find(key, in: operand.evaluate(&machine), isOptional: isOptional, isMember: true)
  }
}

/// `operand[index]`.
final class IndexNode: Node, @unchecked Sendable {
  let operand: Node
  let index: Node
  let isOptional: Bool
  let isRule: Bool

  init(_ operand: Node, _ index: Node, isOptional: Bool, isRule: Bool) {
    self.operand = operand
    self.index = index
    self.isOptional = isOptional
    self.isRule = isRule
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let container = operand.evaluate(&machine)
    if container.isError { return container }
    let key = index.evaluate(&machine)
    if isRule { return Lookup.findInRule(key, in: container, isOptional: isOptional) }
    return Lookup.find(key, in: container, isOptional: isOptional, isMember: false)
  }
}

/// `has(operand.name)` of a map.
final class HasMemberNode: Node, @unchecked Sendable {
  let operand: Node
  let key: Value

  init(_ operand: Node, _ name: String) {
    self.operand = operand
    key = .string(name)
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    var value = operand.evaluate(&machine)
    if case .optional(let optional) = value {
      guard let content = optional.value else { return .bool(false) }
      value = content
    }
    switch value {
    case .map(let map): return .bool(map.value(for: key) != nil)
    case .error, .unknown: return value
    default: return .failure(.noSuchOverload, "no such overload: has() needs a map")
    }
  }
}
