extension Builtins {
  static let maths: [String: Builtin] = [
    "math.greatest": { extreme($0, isGreatest: true) },
    "math.least": { extreme($0, isGreatest: false) },
    "math.ceil": { real($0) { .double($0.rounded(.up)) } },
    "math.floor": { real($0) { .double($0.rounded(.down)) } },
    "math.round": { real($0) { .double($0.rounded(.toNearestOrAwayFromZero)) } },
    "math.trunc": { real($0) { .double($0.rounded(.towardZero)) } },
    "math.isInf": { real($0) { .bool($0.isInfinite) } },
    "math.isNaN": { real($0) { .bool($0.isNaN) } },
    "math.isFinite": { real($0) { .bool($0.isFinite) } },
    "math.abs": { unary($0, absolute) },
    "math.sign": { unary($0, sign) },
    "math.sqrt": { unary($0, root) },
  ]

  private static func real(_ arguments: [Value], _ body: (Double) -> Value) -> Value {
    guard arguments.count == 1, case .double(let number) = arguments[0] else { return noOverload }
    return body(number)
  }

  private static func absolute(_ value: Value) -> Value {
    switch value {
    case .int(.min): .failure(.overflow, "integer overflow")
    case .int(let number): .int(abs(number))
    case .uint: value
    case .double(let number): .double(abs(number))
    default: noOverload
    }
  }

  private static func sign(_ value: Value) -> Value {
    switch value {
    case .int(let number): .int(number.signum())
    case .uint(let number): .uint(number == 0 ? 0 : 1)
    case .double(let number): .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
    default: noOverload
    }
  }

  private static func root(_ value: Value) -> Value {
    switch value {
    case .int(let number): .double(Double(number).squareRoot())
    case .uint(let number): .double(Double(number).squareRoot())
    case .double(let number): .double(number.squareRoot())
    default: noOverload
    }
  }

  /// The greatest or least of numbers of any types; the first of equal ones, in its own type.
  private static func extreme(_ arguments: [Value], isGreatest: Bool) -> Value {
    var numbers = arguments
    if arguments.count == 1, case .list(let list) = arguments[0] { numbers = list.items }
    guard var best = numbers.first else { return .failure(.invalidArgument, "an argument is needed") }
    for number in numbers {
      switch number {
      case .int, .uint, .double: break
      default: return noOverload
      }
      guard let order = Ordering.order(number, best) else { return noOverload }
      if isGreatest ? order > 0 : order < 0 { best = number }
    }
    return best
  }

  static let bits: [String: Builtin] = [
    "math.bitAnd": { combine($0, &, &) },
    "math.bitOr": { combine($0, |, |) },
    "math.bitXor": { combine($0, ^, ^) },
    "math.bitNot": { unary($0, inverted) },
    "math.bitShiftLeft": { binary($0) { shifted($0, $1, isLeft: true) } },
    "math.bitShiftRight": { binary($0) { shifted($0, $1, isLeft: false) } },
  ]

  private static func combine(
    _ arguments: [Value], _ signed: (Int64, Int64) -> Int64, _ unsigned: (UInt64, UInt64) -> UInt64
  ) -> Value {
    binary(arguments) { a, b in
      switch (a, b) {
      case (.int(let x), .int(let y)): .int(signed(x, y))
      case (.uint(let x), .uint(let y)): .uint(unsigned(x, y))
      default: noOverload
      }
    }
  }

  private static func inverted(_ value: Value) -> Value {
    switch value {
    case .int(let number): .int(~number)
    case .uint(let number): .uint(~number)
    default: noOverload
    }
  }

  /// A logical shift: what comes in is 0, of negative numbers too.
  private static func shifted(_ value: Value, _ count: Value, isLeft: Bool) -> Value {
    guard case .int(let count) = count else { return noOverload }
    if count < 0 { return .failure(.invalidArgument, "negative offset") }
    switch value {
    case .int(let number):
      let bits = UInt64(bitPattern: number)
      return .int(Int64(bitPattern: isLeft ? bits << count : bits >> count))
    case .uint(let number): return .uint(isLeft ? number << count : number >> count)
    default: return noOverload
    }
  }
}
