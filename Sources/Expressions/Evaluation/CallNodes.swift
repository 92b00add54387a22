/// A function of the language. All its arguments must be known; what is undecided about one is undecided about all.
final class CallNode: Node, @unchecked Sendable {
  let function: Builtin
  let arguments: [Node]
  let isRule: Bool

  init(_ function: @escaping Builtin, _ arguments: [Node], isRule: Bool) {
    self.function = function
    self.arguments = arguments
    self.isRule = isRule
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(argument.evaluate(&machine)) }
    return Strict.obstacle(values, isRule: isRule) ?? function(values)
  }
}

/// A function of the source of facts.
final class ExternalNode: Node, @unchecked Sendable {
  let handle: Int32
  let arguments: [Node]
  /// Whether each parameter takes `null`.
  let takesNull: [Bool]

  init(_ handle: Int32, _ arguments: [Node], takesNull: [Bool]) {
    self.handle = handle
    self.arguments = arguments
    self.takesNull = takesNull
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var isNull = false
    for (argument, takesNull) in zip(arguments, takesNull) {
      let value = argument.evaluate(&machine)
      if value.isNull, !takesNull { isNull = true }
      values.append(value)
    }
    if let error = values.first(where: \.isError) { return error }
    if isNull { return .null }
    if let unknown = Strict.unknown(values) { return .unknown(unknown) }
    guard machine.step() else { return .error(Machine.exhausted) }
    return machine.source.call(handle, values)
  }
}

/// An aggregate over a list.
final class AggregateNode: Node, @unchecked Sendable {
  let aggregate: Aggregate
  let list: Node
  let isNonNegative: Bool
  private let isNamed: Bool

  init(_ aggregate: Aggregate, _ list: Node, isNonNegative: Bool) {
    self.aggregate = aggregate
    self.list = list
    isNamed = list is NameNode
    self.isNonNegative = isNonNegative
  }

  override func evaluate(_ machine: inout Machine) -> Value {
    // Of a name the list is made, for whoever asks for it again.
    if aggregate == .count, !isNamed { return length(&machine) }
    return Aggregates.apply(aggregate, list.evaluate(&machine), isNonNegative: isNonNegative)
  }

  /// How many members there are, with no list made.
  private func length(_ machine: inout Machine) -> Value {
    let mark = machine.lacking.count
    let count = list.count(&machine, enough: .max)
    var most = Double(count.certain + count.possible)
    switch count.end {
    case .noList(let value):
      machine.drop(to: mark)
      return Aggregates.apply(.count, value, isNonNegative: true)
    case .complete(nil) where count.possible == 0: return .double(Double(count.certain))
    case .complete(nil): break
    case .complete, .stopped: most = .infinity
    }
    return .interval(Double(count.certain), most, machine.takeLacking(since: mark))
  }

  /// Of `distinct`: fewer than two members are distinct, however they compare; more have to be looked at.
  override func count(_ machine: inout Machine, enough: Int) -> MemberCount {
    if aggregate == .distinct {
      let mark = machine.lacking.count
      let steps = machine.stepsLeft
      let count = list.count(&machine, enough: 2)
      if case .complete(nil) = count.end, count.certain + count.possible < 2 { return count }
      machine.drop(to: mark)
      if machine.stepsLeft >= 0 { machine.stepsLeft = steps }
    }
    return countEach(&machine, enough: enough)
  }
}

/// A function of one argument that looks at uncertain values itself.
final class UnaryNode: Node, @unchecked Sendable {
  let operand: Node
  let function: @Sendable (Value) -> Value

  init(_ operand: Node, _ function: @escaping @Sendable (Value) -> Value) {
    self.operand = operand
    self.function = function
  }

  override func evaluate(_ machine: inout Machine) -> Value { function(operand.evaluate(&machine)) }
}

/// What keeps a strict function from being called.
enum Strict {
  /// The first error, else `null` (in rules), else everything that is unknown.
  static func obstacle(_ values: [Value], isRule: Bool) -> Value? {
    var isPlain = true
    for value in values {
      switch value {
      case .error, .unknown, .range, .null, .list: isPlain = false
      default: continue
      }
    }
    if isPlain { return nil }
    if let error = values.first(where: \.isError) { return error }
    if isRule, values.contains(where: \.isNull) { return .null }
    return unknown(values).map { .unknown($0) }
  }

  /// All facts that are missing in `values`.
  static func unknown(_ values: some Sequence<Value>) -> Unknown? {
    var result: Unknown?
    for value in values {
      switch value {
      case .unknown(let unknown): result = result.union(unknown)
      case .range(let range): result = result.union(range.trail ?? Unknown(facts: []))
      case .list(let list): result = result.union(list.doubt).union(unknown(list))
      default: continue
      }
    }
    return result
  }
}
