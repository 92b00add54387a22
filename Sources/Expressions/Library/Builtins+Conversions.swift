extension Builtins {
  static let conversions: [String: Builtin] = [
    "bool": { unary($0, toBool) }, "int": { unary($0, toInt) }, "uint": { unary($0, toUInt) },
    "double": { unary($0, toDouble) }, "string": { unary($0, toString) }, "bytes": { unary($0, toBytes) },
    "timestamp": { unary($0, toTimestamp) }, "duration": { unary($0, toDuration) },
  ]

  static func unary(_ arguments: [Value], _ function: (Value) -> Value) -> Value {
    arguments.count == 1 ? function(arguments[0]) : noOverload
  }

  private static let range = Value.failure(.outOfRange, "range")

  private static func invalid(_ text: String, _ type: String) -> Value {
    .failure(.invalidArgument, "`\(text)` cannot be read as \(type)")
  }

  private static func toBool(_ value: Value) -> Value {
    switch value {
    case .bool: return value
    case .string(let text):
      switch text {
      case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
      case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
      default: return invalid(text, "bool")
      }
    default: return noOverload
    }
  }

  private static func toInt(_ value: Value) -> Value {
    switch value {
    case .int: return value
    case .uint(let number): return Int64(exactly: number).map { .int($0) } ?? range
    case .double(let number):
      // The bounds themselves are refused, for a double there may stand for a number beyond.
      return number > -0x1p63 && number < 0x1p63 ? .int(Int64(number)) : range
    case .string(let text): return Int64(text).map { .int($0) } ?? invalid(text, "int")
    case .timestamp(let timestamp): return .int(timestamp.seconds)
    case .duration(let span): return .int(span.nanoseconds)
    default: return noOverload
    }
  }

  private static func toUInt(_ value: Value) -> Value {
    switch value {
    case .uint: return value
    case .int(let number): return UInt64(exactly: number).map { .uint($0) } ?? range
    case .double(let number): return number >= 0 && number < 0x1p64 ? .uint(UInt64(number)) : range
    case .string(let text): return UInt64(text).map { .uint($0) } ?? invalid(text, "uint")
    default: return noOverload
    }
  }

  private static func toDouble(_ value: Value) -> Value {
    switch value {
    case .double: return value
    case .int(let number): return .double(Double(number))
    case .uint(let number): return .double(Double(number))
    case .string(let text): return Double(text).map { .double($0) } ?? invalid(text, "double")
    default: return noOverload
    }
  }

  private static func toString(_ value: Value) -> Value {
    switch value {
    case .string: return value
    case .bool(let truth): return .string(truth ? "true" : "false")
    case .int(let number): return .string(String(number))
    case .uint(let number): return .string(String(number))
    case .double(let number): return .string(NumberText.general(number))
    case .bytes(let bytes):
      return String(validating: bytes, as: UTF8.self).map { .string($0) } ?? invalid("bytes", "string")
    case .timestamp(let timestamp): return .string(TimeText.text(timestamp))
    case .duration(let span): return .string(TimeText.text(span))
    default: return noOverload
    }
  }

  private static func toBytes(_ value: Value) -> Value {
    switch value {
    case .bytes: return value
    case .string(let text): return .bytes(Array(text.utf8))
    default: return noOverload
    }
  }

  private static func toTimestamp(_ value: Value) -> Value {
    switch value {
    case .timestamp: return value
    case .string(let text): return TimeText.timestamp(text).map { .timestamp($0) } ?? invalid(text, "timestamp")
    case .int(let seconds):
      return Timestamp.validSeconds.contains(seconds) ? .timestamp(Timestamp(seconds: seconds, nanos: 0)) : range
    default: return noOverload
    }
  }

  private static func toDuration(_ value: Value) -> Value {
    switch value {
    case .duration: return value
    case .string(let text): return TimeText.span(text).map { .duration($0) } ?? invalid(text, "duration")
    case .int(let seconds): return TimeSpan(seconds: seconds, nanos: 0).map { .duration($0) } ?? range
    default: return noOverload
    }
  }
}
