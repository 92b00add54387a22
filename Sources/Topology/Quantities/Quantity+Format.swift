#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension Quantity {
  /// A canonical value as people write it: `800ms`, `120/s`, `1.5 GiB`, `99.95%`, `5%/month`.
  public static func format(_ value: Double, as kind: QuantityKind) -> String {
    guard value.isFinite else { return value > 0 ? "unlimited" : trimmed(value) }
    switch kind {
    case .duration: return duration(value)
    case .rate: return rate(value)
    case .size: return size(value)
    case .bandwidth: return bandwidth(value)
    case .fraction: return percent(value)
    case .growth: return percent(value) + "/month"
    }
  }

  /// A number without needless digits: at most four significant ones, but never fewer than the whole part has.
  public static func trimmed(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value > 0 ? "unlimited" : "-unlimited" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let magnitude = abs(value)
    let decimals = magnitude >= 1000 ? 0 : magnitude >= 100 ? 1 : magnitude >= 10 ? 2 : significantDecimals(magnitude)
    return fixed(value, decimals: decimals)
  }

  private static func significantDecimals(_ magnitude: Double) -> Int {
    guard magnitude > 0 else { return 0 }
    return min(9, max(3, 2 - Int(log10(magnitude).rounded(.down))))
  }

  /// A number with at most `decimals` decimals, trailing zeros dropped.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = power(10, Double(decimals))
    let scaled = (abs(value) * scale).rounded()
    let whole = (scaled / scale).rounded(.down)
    let rest = Int64(scaled - whole * scale)
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard rest > 0 else { return sign + String(Int64(whole)) }
    var digits = String(rest)
    while digits.count < decimals { digits = "0" + digits }
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(sign)\(Int64(whole)).\(digits)"
  }

  private static func duration(_ seconds: Double) -> String {
    let magnitude = abs(seconds)
    if magnitude == 0 { return "0s" }
    if magnitude < 1e-6 { return trimmed(seconds * 1e9) + "ns" }
    if magnitude < 1e-3 { return trimmed(seconds * 1e6) + "us" }
    if magnitude < 1 { return trimmed(seconds * 1e3) + "ms" }
    // What somebody wrote in whole units is shown so: `50h`, not `2.1d`.
    for (unit, factor) in longUnits where magnitude >= 2 * factor || magnitude == factor {
      let count = seconds / factor
      if count == count.rounded(), abs(count) < 200 { return trimmed(count) + unit }
    }
    for (unit, factor) in longUnits where magnitude >= 2 * 3600 && magnitude >= 2 * factor {
      return fixed(seconds / factor, decimals: 1) + unit
    }
    return trimmed(seconds) + "s"
  }

  private static let longUnits: [(unit: String, seconds: Double)] = [("d", 86_400), ("h", 3600), ("min", 60)]

  private static func rate(_ perSecond: Double) -> String {
    let magnitude = abs(perSecond)
    if let written = roundRate(perSecond) { return written }
    if magnitude == 0 || magnitude >= 0.1 { return trimmed(perSecond) + "/s" }
    if magnitude * 60 >= 0.1 { return trimmed(perSecond * 60) + "/min" }
    if magnitude * 3600 >= 0.1 { return trimmed(perSecond * 3600) + "/h" }
    return trimmed(perSecond * 86_400) + "/d"
  }

  /// A rate below 1/s in the first unit in which it is a whole number, unless it is short anyway: `8/min` rather than
  /// `0.133/s`.
  private static func roundRate(_ perSecond: Double) -> String? {
    func isWhole(_ value: Double) -> Bool { value >= 1 && abs(value - value.rounded()) < 1e-9 * value }
    guard perSecond > 0, perSecond < 1, perSecond < 0.1 || !isWhole(perSecond * 1000) else { return nil }
    for (unit, seconds) in [("/min", 60.0), ("/h", 3600), ("/d", 86_400)] where isWhole(perSecond * seconds) {
      return trimmed((perSecond * seconds).rounded()) + unit
    }
    return nil
  }

  private static func size(_ bytes: Double) -> String {
    scaled(bytes, binary: ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], decimal: ["B", "kB", "MB", "GB", "TB", "PB"])
  }

  private static func bandwidth(_ bytesPerSecond: Double) -> String {
    let bits = bytesPerSecond * 8
    for (unit, factor) in [("Gbit/s", 1e9), ("Mbit/s", 1e6), ("kbit/s", 1e3)] where bits >= factor {
      return trimmed(bits / factor) + " " + unit
    }
    return trimmed(bits) + " bit/s"
  }

  /// Decimal units where they give a rounder number than binary ones, so that what was written is what is shown.
  private static func scaled(_ value: Double, binary: [String], decimal: [String]) -> String {
    let decimalText = step(value, base: 1000, units: decimal)
    let binaryText = step(value, base: 1024, units: binary)
    return decimalText.count < binaryText.count ? decimalText : binaryText
  }

  private static func step(_ value: Double, base: Double, units: [String]) -> String {
    var rest = value
    var index = 0
    while abs(rest) >= base, index + 1 < units.count {
      rest /= base
      index += 1
    }
    return trimmed(rest) + " " + units[index]
  }

  private static func percent(_ fraction: Double) -> String {
    let percent = fraction * 100
    // Nines matter in availability: 99.995 % must not be shown as 100 %.
    let decimals = percent > 99 && percent < 100 ? 6 : percent < 1 ? 4 : 2
    return fixed(percent, decimals: decimals) + "%"
  }

  /// `base` to the `exponent`, from the C library.
  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}
