/// What a scalar means in the core schema of YAML 1.2 (section 10.3 of the specification).
public enum YAMLScalar: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  /// Also whole numbers that do not fit `Int64`.
  case float(Double)
  case string

  /// Resolves the text of a plain scalar.
  ///
  /// Stricter than the specification in one point: a decimal number with a leading zero (`0777`) is a string, because
  /// half of the world reads it as octal.
  public init(plain text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.first else {
      self = .null
      return
    }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
      UInt8(ascii: "f"), UInt8(ascii: "F"):
      self = Self.word(text) ?? .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      self = Self.number(text) ?? .string
    default: self = .string
    }
  }

  private static func word(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    guard text.count <= 5 else { return nil }
    switch String(decoding: text, as: UTF8.self) {
    case "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return nil
    }
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    let hasSign = text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
    let digits = UnsafeBufferPointer(rebasing: text[(hasSign ? 1 : 0)...])
    if let special = infinityOrNaN(digits, isNegative: text[0] == UInt8(ascii: "-"), hasSign: hasSign) {
      return special
    }
    if !hasSign, digits.count > 2, digits[0] == UInt8(ascii: "0") {
      if digits[1] == UInt8(ascii: "o") { return based(digits, 8) }
      if digits[1] == UInt8(ascii: "x") { return based(digits, 16) }
    }
    switch DecimalShape(digits) {
    case .int: return decimal(text)
    case .float: return Double(String(decoding: text, as: UTF8.self)).map { .float($0) }
    case .neither: return nil
    }
  }

  private static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> YAMLScalar? {
    let word = String(decoding: text, as: UTF8.self)
    return Int64(word).map { .int($0) } ?? Double(word).map { .float($0) }
  }

  private static func based(_ digits: UnsafeBufferPointer<UInt8>, _ radix: Int) -> YAMLScalar? {
    let word = String(decoding: digits[2...], as: UTF8.self)
    guard word.utf8.first != UInt8(ascii: "+"), word.utf8.first != UInt8(ascii: "-") else { return nil }
    return Int64(word, radix: radix).map { .int($0) }
  }

  private static func infinityOrNaN(
    _ digits: UnsafeBufferPointer<UInt8>, isNegative: Bool, hasSign: Bool
  ) -> YAMLScalar? {
    guard digits.count == 4, digits[0] == UInt8(ascii: ".") else { return nil }
    switch String(decoding: digits, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": return .float(isNegative ? -.infinity : .infinity)
    case ".nan", ".NaN", ".NAN": return hasSign ? nil : .float(.nan)
    default: return nil
    }
  }
}

/// Whether the text after the sign is a decimal number, and of which kind.
private enum DecimalShape {
  case int, float, neither

  init(_ text: UnsafeBufferPointer<UInt8>) {
    var rest = text[...]
    let whole = Self.digits(&rest)
    var fraction = 0
    let hasPoint = rest.first == UInt8(ascii: ".")
    if hasPoint {
      rest = rest.dropFirst()
      fraction = Self.digits(&rest)
    }
    guard whole + fraction > 0 else {
      self = .neither
      return
    }
    let hasExponent = rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E")
    if hasExponent {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      guard Self.digits(&rest) > 0 else {
        self = .neither
        return
      }
    }
    let leadingZero = whole > 1 && text[0] == UInt8(ascii: "0")
    if !rest.isEmpty || leadingZero && !hasPoint {
      self = .neither
    } else {
      self = hasPoint || hasExponent ? .float : .int
    }
  }

  private static func digits(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    let before = rest.count
    while let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { rest = rest.dropFirst() }
    return before - rest.count
  }
}
