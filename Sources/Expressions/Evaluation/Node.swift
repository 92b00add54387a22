/// What one evaluation works on.
struct Machine: ~Copyable {
  /// Whoever holds the machine keeps the source alive, and with it the readers; counting it at each read would take
  /// longer than reading.
  unowned(unsafe) let source: any ObjectSource
  /// The readers of fields by their handles, if the source has such.
  let readers: UnsafeMutablePointer<Unmanaged<FieldReader>?>?
  var slots: Slots
  /// Counts down with every turn of a loop and every call of the source; below zero, the evaluation has failed.
  var stepsLeft: Int
  /// The names that have their values, a bit for each.
  var named: UInt64 = 0
  /// Those whose members were counted before they had one.
  var counted: UInt64 = 0
  /// The facts that undecided conditions lack.
  var lacking = FactStack()
  /// What several of them together lie in.
  var kept: [Unknown] = []
  /// Why the last condition that failed did so.
  var failure = Machine.exhausted
  /// The value that was asked for as a scalar last and is none.
  var spilled = Value.null
  var recorder: Recorder?
  /// Whether a choice that cannot be told falls on its second side, so that people are told what surely is.
  var tellsWhatIsSure = false

  init(source: any ObjectSource, slots: Int, stepsLeft: Int, recorder: Recorder?) {
    self.source = source
    readers = source.fieldTable?.readers
    self.slots = Slots(count: slots)
    self.stepsLeft = stepsLeft
    self.recorder = recorder
  }

  /// Takes one step; false if none is left.
  mutating func step() -> Bool {
    stepsLeft -= 1
    return stepsLeft >= 0
  }

  static let exhausted = EvaluationError(.budgetExhausted, "the expression takes too many steps")
}

/// The values of variables, in memory that stays where it is.
///
/// Most are objects, which change with each subject and each turn of a loop: these are 64 bits, with nothing to count.
struct Slots: ~Copyable {
  let count: Int
  private let objects: UnsafeMutablePointer<UInt64>
  /// The values that are no objects.
  private let values: UnsafeMutablePointer<Value>

  /// No object has these bits.
  private static let noObject = UInt64.max

  init(count: Int) {
    self.count = count
    objects = .allocate(capacity: count)
    objects.initialize(repeating: Self.noObject, count: count)
    values = .allocate(capacity: count)
    values.initialize(repeating: .null, count: count)
  }

  deinit {
    objects.deallocate()
    values.deinitialize(count: count)
    values.deallocate()
  }

  subscript(slot: Int) -> Value {
    get {
      let bits = objects[slot]
      return bits == Self.noObject ? values[slot] : .object(ObjectRef(bits: bits))
    }
    nonmutating set {
      if case .object(let object) = newValue {
        objects[slot] = object.bits
      } else {
        objects[slot] = Self.noObject
        values[slot] = newValue
      }
    }
  }

  /// The bits of the object that a variable is; `nil` for all else.
  func object(_ slot: Int) -> UInt64? {
    let bits = objects[slot]
    return bits == Self.noObject ? nil : bits
  }

  /// Makes a variable an object.
  func set(_ slot: Int, _ object: ObjectRef) { objects[slot] = object.bits }
}

/// A compiled expression. Nodes are immutable, so that one program may run on many threads.
///
/// Every node can be evaluated. What is asked for more often as a condition, as a scalar or for its members can be asked
/// for these without making a value.
class Node: @unchecked Sendable {
  func evaluate(_ machine: inout Machine) -> Value { .null }

  /// The value as a condition; only where it must be one, or in rules `null`.
  func test(_ machine: inout Machine) -> TruthValue { machine.truth(evaluate(&machine)) }

  /// The value as a scalar; only where its static type has scalars.
  func scalar(_ machine: inout Machine) -> Scalar { machine.scalar(evaluate(&machine)) }

  /// The value as objects that are there already, so that they can be gone through without a call for each; `nil` where
  /// `each` has to be asked.
  func objects(_ machine: inout Machine) -> ObjectList? { nil }

  /// Hands the members of a list to `visit`, each with its mark, until that returns false.
  func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    let value = evaluate(&machine)
    guard case .list(let list) = value else { return .noList(value) }
    return list.each(&machine, visit)
  }

  /// How many members a list has; no more are counted once `enough` are sure. What it depends on is left on the stack.
  func count(_ machine: inout Machine, enough: Int) -> MemberCount { countEach(&machine, enough: enough) }

  /// Counts the members by going through them.
  final func countEach(_ machine: inout Machine, enough: Int) -> MemberCount {
    var count = MemberCount()
    count.end = each(&machine) { machine, _, mark in
      if let mark {
        count.possible += 1
        machine.lack(mark)
      } else {
        count.certain += 1
      }
      return count.certain < enough
    }
    if case .complete(let tail?) = count.end { machine.lack(tail) }
    return count
  }

  /// The value if it is the same in every evaluation.
  var constant: Value? { nil }
}

/// How a walk through the members of a list ended.
enum ListEnd {
  /// All were handed out; there may be more, if these facts say so.
  case complete(Unknown?)
  /// The visitor had enough.
  case stopped
  /// There is no list, but this: `null`, something unknown, or an error.
  case noList(Value)
}

/// What is known of the length of a list.
struct MemberCount {
  var certain = 0
  /// Those that perhaps are members.
  var possible = 0
  var end = ListEnd.complete(nil)
}

/// A node that decides: its value is what its test comes to.
class DecidingNode: Node, @unchecked Sendable {
  final override func evaluate(_ machine: inout Machine) -> Value {
    let mark = machine.lacking.count
    return machine.value(test(&machine), since: mark)
  }
}

final class ConstantNode: Node, @unchecked Sendable {
  let value: Value
  private let known: Scalar

  init(_ value: Value) {
    self.value = value
    var machine = Machine(source: EmptySource.shared, slots: 0, stepsLeft: 0, recorder: nil)
    known = machine.scalar(value)
  }

  override func evaluate(_ machine: inout Machine) -> Value { value }

  override func scalar(_ machine: inout Machine) -> Scalar {
    if case .other = known { machine.spilled = value }
    return known
  }

  override var constant: Value? { value }
}

final class VariableNode: Node, @unchecked Sendable {
  let slot: Int
  init(_ slot: Int) { self.slot = slot }
  override func evaluate(_ machine: inout Machine) -> Value { machine.slots[slot] }

  override func scalar(_ machine: inout Machine) -> Scalar {
    if let object = machine.slots.object(slot) { return .bits(object) }
    return machine.scalar(machine.slots[slot])
  }
}

/// A named expression (`let` of a rule): computed when it is first asked for, once for each subject.
final class NameNode: Node, @unchecked Sendable {
  let slot: Int
  let body: Node
  /// Zero for a name beyond the 64 that a machine can mark; such a one is computed each time.
  private let bit: UInt64
  /// Whether it is asked for at two places only, and uses no other names: to look twice takes less than to make a list for
  /// the second time.
  private let isAskedTwice: Bool

  init(_ position: Int, slot: Int, body: Node, isAskedTwice: Bool) {
    self.slot = slot
    self.body = body
    self.isAskedTwice = isAskedTwice
    bit = position < UInt64.bitWidth ? 1 << UInt64(position) : 0
  }

  /// Whether the members that are handed out are kept until the next subject, with their marks.
  var keepsMembers: Bool { bit != 0 && !isAskedTwice }

  override func evaluate(_ machine: inout Machine) -> Value {
    if machine.named & bit != 0 { return machine.slots[slot] }
    let value = body.evaluate(&machine)
    machine.slots[slot] = value
    machine.named |= bit
    return value
  }

  override func each(_ machine: inout Machine, _ visit: (inout Machine, Value, Unknown?) -> Bool) -> ListEnd {
    if isAskedTwice, machine.named & bit == 0, machine.counted & bit != 0 { return body.each(&machine, visit) }
    let value = evaluate(&machine)
    guard case .list(let list) = value else { return .noList(value) }
    return list.each(&machine, visit)
  }

  /// The first time the members are counted only, as far as that decides; whoever asks again gets the list made.
  override func count(_ machine: inout Machine, enough: Int) -> MemberCount {
    if machine.named & bit == 0, bit != 0 {
      if machine.counted & bit == 0 {
        machine.counted |= bit
        // The steps are those of making it, which are charged when it is made.
        let steps = machine.stepsLeft
        let count = body.count(&machine, enough: enough)
        if machine.stepsLeft >= 0 { machine.stepsLeft = steps }
        return count
      }
      if isAskedTwice { return body.count(&machine, enough: enough) }
    }
    let value = evaluate(&machine)
    guard case .list(let list) = value else { return MemberCount(end: .noList(value)) }
    return list.count(&machine)
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    if machine.named & bit != 0, case .bool(let truth) = machine.slots[slot] { return TruthValue(truth) }
    return machine.truth(evaluate(&machine))
  }
}

final class BindNode: Node, @unchecked Sendable {
  let slot: Int
  let value: Node
  let body: Node

  init(_ slot: Int, _ value: Node, _ body: Node) {
    self.slot = slot
    self.value = value
    self.body = body
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    let bound = value.evaluate(&machine)
    machine.slots[slot] = bound
    return body.evaluate(&machine)
  }

  override func test(_ machine: inout Machine) -> TruthValue {
    let bound = value.evaluate(&machine)
    machine.slots[slot] = bound
    return body.test(&machine)
  }
}
