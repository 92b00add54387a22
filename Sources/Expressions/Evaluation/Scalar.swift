/// A value without parts in 64 bits; of which type it is, is known statically.
///
/// Most conditions compare such values. Read like this they are moved in registers: nothing is counted or allocated.
public enum Scalar: Sendable {
  /// A flag, the bits of a number, the place of a value in its enumeration, or an object.
  case bits(UInt64)
  case null
  /// Nobody stated the one fact that it is.
  case unstated(UInt64)
  /// Anything else: a range, a text, a list, several missing facts, an error. The value itself has to be asked for.
  case other

  /// A flag.
  @inlinable public init(_ flag: Bool) { self = .bits(flag ? 1 : 0) }

  /// An object.
  @inlinable public init(_ object: ObjectRef) { self = .bits(object.bits) }

  /// A value of an enumeration, by its place in it.
  @inlinable public init(symbol: Int32) { self = .bits(UInt64(UInt32(bitPattern: symbol))) }

  /// A number.
  @inlinable public init(_ number: Double) { self = .bits(number.bitPattern) }
}

extension ObjectRef {
  /// The object that a scalar of an object type is.
  @inlinable public init(bits: UInt64) {
    self.init(type: UInt32(truncatingIfNeeded: bits >> 32), row: UInt32(truncatingIfNeeded: bits))
  }

  /// The scalar that the object is.
  @inlinable public var bits: UInt64 { UInt64(type) << 32 | UInt64(row) }
}

/// What the bits of a scalar mean.
enum ScalarType: Sendable {
  case flag, number, symbol, object
  /// A text is no scalar, but `null` and what nobody stated are: no value is made of these.
  case text

  /// `nil` for types whose values have parts.
  init?(_ type: ExpressionType) {
    switch type.unwrapped {
    case .bool: self = .flag
    case .quantity: self = .number
    case .enumeration: self = .symbol
    case .object: self = .object
    case .string: self = .text
    default: return nil
    }
  }

  func value(_ bits: UInt64) -> Value {
    switch self {
    case .flag: .bool(bits != 0)
    case .number: .double(Double(bitPattern: bits))
    case .symbol: .symbol(Int32(truncatingIfNeeded: bits))
    case .object: .object(ObjectRef(bits: bits))
    case .text: .null
    }
  }

  func isEqual(_ a: UInt64, _ b: UInt64) -> Bool {
    self == .number ? Double(bitPattern: a) == Double(bitPattern: b) : a == b
  }
}

extension Machine {
  /// A value as a scalar; what is none is left in `spilled`.
  mutating func scalar(_ value: Value) -> Scalar {
    switch value {
    case .symbol(let ordinal): return Scalar(symbol: ordinal)
    case .bool(let flag): return Scalar(flag)
    case .double(let number): return Scalar(number)
    case .object(let object): return Scalar(object)
    case .null: return .null
    case .unknown(let unknown):
      if let fact = unknown.onlyFact { return .unstated(fact) }
      spilled = value
      return .other
    default:
      spilled = value
      return .other
    }
  }

  /// A scalar that was just evaluated as a value.
  func value(_ scalar: Scalar, _ type: ScalarType) -> Value {
    switch scalar {
    case .bits(let bits): type.value(bits)
    case .null: .null
    case .unstated(let fact): .unknown(Unknown(fact: fact))
    case .other: spilled
    }
  }
}
