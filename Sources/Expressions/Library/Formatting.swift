/// `"…%s…".format([…])`, the formatting of the strings extension.
enum Formatting {
  static func format(_ arguments: [Value]) -> Value {
    guard arguments.count == 2, case .string(let pattern) = arguments[0], case .list(let list) = arguments[1] else {
      return Builtins.noOverload
    }
    do {
      return .string(try format(Array(pattern.unicodeScalars), list.items))
    } catch {
      return .error(error)
    }
  }

  private static func failed(_ message: String) -> EvaluationError {
    EvaluationError(.invalidArgument, "error during formatting: " + message)
  }

  private static func format(
    _ pattern: [UnicodeScalar], _ values: [Value]
  ) throws(EvaluationError) -> String {
    var result = ""
    var place = 0
    var used = 0
    while place < pattern.count {
      guard pattern[place] == "%" else {
        result.unicodeScalars.append(pattern[place])
        place += 1
        continue
      }
      place += 1
      if place < pattern.count, pattern[place] == "%" {
        result += "%"
        place += 1
        continue
      }
      let precision = try precision(pattern, &place)
      guard place < pattern.count else { throw failed("unexpected end of format string") }
      guard used < values.count else { throw failed("index \(used) out of range") }
      result += try clause(pattern[place], values[used], precision)
      used += 1
      place += 1
    }
    return result
  }

  private static func precision(_ pattern: [UnicodeScalar], _ place: inout Int) throws(EvaluationError) -> Int? {
    guard place < pattern.count, pattern[place] == "." else { return nil }
    place += 1
    var value: Int?
    while place < pattern.count, ("0"..."9").contains(pattern[place]), (value ?? 0) < 1000 {
      value = (value ?? 0) * 10 + Int(pattern[place].value - 48)
      place += 1
    }
    guard let value, value <= 100 else { throw failed("a precision is no number up to 100") }
    return value
  }

  private static func clause(
    _ letter: UnicodeScalar, _ value: Value, _ precision: Int?
  ) throws(EvaluationError) -> String {
    switch letter {
    case "s": return try text(value)
    case "d": return try decimal(value)
    case "f": return try real(value, "f", precision, "fixed-point clause")
    case "e": return try real(value, "e", precision, "scientific clause")
    case "b": return try binary(value)
    case "o": return try integer(value, 8, "octal clause")
    case "x": return try hexadecimal(value)
    case "X": return try hexadecimal(value).uppercased()
    default: throw failed("unrecognized formatting clause \"\(letter)\"")
    }
  }

  private static func mismatch(_ clause: String, _ wanted: String, _ value: Value) -> EvaluationError {
    failed("\(clause) can only be used on \(wanted), was given \(TypeNames.name(of: value))")
  }

  /// Any value for `%s`; maps in order of their keys' text.
  static func text(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .null: return "null"
    case .bool(let truth): return truth ? "true" : "false"
    case .int(let number): return String(number)
    case .uint(let number): return String(number)
    case .double(let number): return NumberText.general(number)
    case .string(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .timestamp(let timestamp): return TimeText.text(timestamp)
    case .duration(let span): return TimeText.text(span)
    case .type(let name): return name
    case .list(let list):
      var parts: [String] = []
      for item in list { parts.append(try text(item)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var entries: [(key: String, text: String)] = []
      for (key, value) in zip(map.keys, map.values) {
        let key = try text(key)
        entries.append((key, "\(key): \(try text(value))"))
      }
      return "{" + entries.sorted { Text.isLess($0.key, $1.key) }.map(\.text).joined(separator: ", ") + "}"
    default: throw mismatch("string clause", "strings, bools, integers, …", value)
    }
  }

  private static func decimal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let number): return String(number)
    case .uint(let number): return String(number)
    case .double(let number) where !number.isFinite: return NumberText.general(number)
    default: throw mismatch("decimal clause", "integers", value)
    }
  }

  private static func real(
    _ value: Value, _ conversion: Character, _ precision: Int?, _ clause: String
  ) throws(EvaluationError) -> String {
    let number: Double
    switch value {
    case .double(let given): number = given
    case .int(let given): number = Double(given)
    case .uint(let given): number = Double(given)
    default: throw mismatch(clause, "doubles", value)
    }
    if !number.isFinite { return NumberText.general(number) }
    return NumberText.formatted(number, conversion, precision: precision ?? 6)
  }

  private static func binary(_ value: Value) throws(EvaluationError) -> String {
    if case .bool(let truth) = value { return truth ? "1" : "0" }
    return try integer(value, 2, "binary clause")
  }

  private static func integer(_ value: Value, _ radix: Int, _ clause: String) throws(EvaluationError) -> String {
    switch value {
    case .int(let number): return String(number, radix: radix)
    case .uint(let number): return String(number, radix: radix)
    default: throw mismatch(clause, "integers", value)
    }
  }

  private static func hexadecimal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .string(let text): return digits(Array(text.utf8))
    case .bytes(let bytes): return digits(bytes)
    default: return try integer(value, 16, "hex clause")
    }
  }

  private static func digits(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
