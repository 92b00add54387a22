#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Numbers as text.
enum NumberText {
  /// The shortest text that reads back as the same number; whole numbers without a point, as in `1e+16`.
  static func shortest(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  /// The number as `string(x)` gives it: an exponent below 1e-4 and from 1e21, as the reference implementation's `%v`
  /// has it.
  static func general(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    if value == value.rounded(), abs(value) < 0x1p63 {
      return value == 0 && value.sign == .minus ? "-0" : String(Int64(value))
    }
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text
  }

  /// The number in a format of the C library, as `%.3f`. The precision is given apart.
  static func formatted(_ value: Double, _ conversion: Character, precision: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400 + max(0, precision))
    let capacity = buffer.count
    let count = withVaList([CInt(precision), value]) { vsnprintf(&buffer, capacity, "%.*\(conversion)", $0) }
    return String(decoding: buffer.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
