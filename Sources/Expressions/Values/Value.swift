/// The value of an expression.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case timestamp(Timestamp)
  case duration(TimeSpan)
  case type(String)
  case optional(OptionalValue)
  /// An object of the model.
  case object(ObjectRef)
  /// A value of an enumeration, by its place in it; which enumeration is known statically.
  case symbol(Int32)
  /// A number somewhere between two bounds.
  case range(RangeValue)
  /// No decided value.
  case unknown(Unknown)
  case error(EvaluationError)

  /// A list of surely known members.
  public static func list(_ items: [Value]) -> Value { .list(ListValue(items)) }

  /// The number between `low` and `high`, both included; a point is a plain number.
  public static func interval(_ low: Double, _ high: Double, _ trail: Unknown? = nil) -> Value {
    // Adding 0 makes a negative zero positive, which people would not want to read.
    low == high ? .double(low + 0) : .range(RangeValue(low: low, high: high, trail: trail))
  }

  static func failure(_ kind: EvaluationError.Kind, _ message: String) -> Value {
    .error(EvaluationError(kind, message))
  }

  var isError: Bool { if case .error = self { true } else { false } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// What is unknown about the value: itself, or where in its range it lies.
  var trail: Unknown? {
    switch self {
    case .unknown(let unknown): unknown
    case .range(let range): range.trail
    default: nil
    }
  }
}

/// An object of the model: a row of a table.
public struct ObjectRef: Hashable, Sendable {
  public var type: UInt32
  public var row: UInt32

  /// Creates a reference.
  public init(type: UInt32, row: UInt32) {
    self.type = type
    self.row = row
  }
}

/// A number known to lie between two bounds, both included.
public final class RangeValue: Sendable {
  public let low: Double
  public let high: Double
  /// The facts that would narrow it; `nil` if none would.
  public let trail: Unknown?

  /// Creates a range; `low` is not above `high`.
  public init(low: Double, high: Double, trail: Unknown?) {
    self.low = low
    self.high = high
    self.trail = trail
  }
}

/// A value that may be absent (`optional.of(x)`, `optional.none()`).
public final class OptionalValue: Sendable {
  public let value: Value?
  static let none = OptionalValue(nil)

  /// Creates an optional.
  public init(_ value: Value?) { self.value = value }
}

/// Why an evaluation failed.
public final class EvaluationError: Error, Sendable {
  /// The kinds that a caller may want to tell apart.
  public enum Kind: Sendable {
    case noSuchOverload, noSuchField, noSuchKey, divisionByZero, overflow, outOfRange, invalidArgument
    case undeclaredName, notImplemented
    /// The step budget of the evaluation ran out.
    case budgetExhausted
  }

  public let kind: Kind
  public let message: String

  /// Creates an error.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}
