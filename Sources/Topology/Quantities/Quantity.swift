/// Why a text is not a quantity of the wanted kind; each case knows its remedy.
public enum QuantityError: Error, Hashable, Sendable {
  /// `250` where `250ms` is meant.
  case missingUnit(number: String, kind: QuantityKind)
  /// `250msec`.
  case unknownUnit(String, kind: QuantityKind, suggestion: String?)
  /// `5 GiB` where a duration is wanted.
  case wrongKind(unit: String, actual: QuantityKind, kind: QuantityKind)
  /// `fast`.
  case notANumber(String, kind: QuantityKind)

  /// What is the case.
  public var message: String {
    switch self {
    case .missingUnit(let number, let kind): "`\(number)` has no unit; a \(kind.rawValue) is needed here"
    case .unknownUnit(let unit, let kind, _): "`\(unit)` is not a unit of \(kind.rawValue)"
    case .wrongKind(let unit, let actual, let kind):
      "`\(unit)` is a unit of \(actual.rawValue); a \(kind.rawValue) is needed here"
    case .notANumber("", let kind): "an empty text is not a \(kind.rawValue)"
    case .notANumber(let text, let kind): "`\(text)` is not a \(kind.rawValue)"
    }
  }

  /// What to write instead.
  public var help: String {
    switch self {
    case .missingUnit(let number, .fraction):
      if Double(number) == 1 {
        "write `100%` or `1%`"
      } else if let value = Double(number), value <= 1 {
        "write `\(Quantity.trimmed(value * 100))%`"
      } else {
        "write `\(number)%`"
      }
    case .missingUnit(let number, .duration) where Double(number) == nil:
      "write the unit of the last part too, for instance `\(number)s`"
    case .missingUnit(let number, let kind):
      "write the unit, for instance "
        + kind.units.prefix(3).map { "`\(number)\($0.name)`" }.joined(separator: " or ")
    case .unknownUnit(_, let kind, let suggestion):
      if let suggestion {
        "did you mean `\(suggestion)`?"
      } else {
        "the units are \(kind.units.map(\.name).joined(separator: ", "))"
      }
    case .notANumber(let text, _) where text.contains(","):
      "write it with a point: `\(text.split(separator: ",", omittingEmptySubsequences: false).joined(separator: "."))`"
    case .wrongKind(_, _, let kind), .notANumber(_, let kind): "write it like `\(kind.example)`"
    }
  }
}

/// Reading and writing numbers with units.
public enum Quantity {
  /// The value of `text` in the canonical unit of `kind`.
  ///
  /// A space before the unit is allowed (`1.5 GiB`), and durations may be compound (`1h30m`).
  public static func parse(_ text: String, as kind: QuantityKind) throws(QuantityError) -> Double {
    // By bytes: this runs for every quantity of a large file, and walking characters takes ten times as long.
    var rest = text.utf8[...]
    if rest.contains(UInt8(ascii: ",")) { throw .notANumber(text, kind: kind) }
    var total = 0.0
    var parts = 0
    repeat {
      let digits = number(at: rest)
      guard let number = Double(Substring(digits)), number.isFinite else { throw .notANumber(text, kind: kind) }
      rest = rest[digits.endIndex...].drop { $0 == UInt8(ascii: " ") }
      let unit = kind == .duration ? rest.prefix { !isNumberPart($0) && $0 != UInt8(ascii: " ") } : rest
      if unit.isEmpty { throw .missingUnit(number: text, kind: kind) }
      total += try canonical(number, unit: String(Substring(unit)), as: kind)
      rest = rest[unit.endIndex...]
      parts += 1
    } while !rest.isEmpty && parts < 8
    guard rest.isEmpty else { throw .notANumber(text, kind: kind) }
    return total
  }

  /// The value and kind of a text whose unit says what it measures, as in the expression `quantity("10 GiB")`.
  public static func parse(_ text: String) -> (value: Double, kind: QuantityKind)? {
    for kind in QuantityKind.allCases {
      if let value = try? parse(text, as: kind) { return (value, kind) }
    }
    return nil
  }

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+")
  }

  /// The number that a text begins with, with the exponent that programs write: `1e-09`.
  private static func number(at text: Substring.UTF8View) -> Substring.UTF8View {
    let digits = text.prefix(while: isNumberPart)
    var rest = text[digits.endIndex...]
    guard !digits.isEmpty, let mark = rest.popFirst(), mark | 0x20 == UInt8(ascii: "e") else { return digits }
    let exponent = rest.prefix(while: isNumberPart)
    guard exponent.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return digits }
    return text[..<exponent.endIndex]
  }

  private static func canonical(_ number: Double, unit: String, as kind: QuantityKind) throws(QuantityError) -> Double {
    if let match = kind.units.first(where: { $0.name == unit }) {
      guard kind == .growth else { return number * match.factor }
      // Growth compounds: 12 %/year is (1.12)^(1/12) - 1 a month.
      return power(1 + number / 100, 1 / match.factor) - 1
    }
    for other in QuantityKind.allCases where other != kind && other.units.contains(where: { $0.name == unit }) {
      throw .wrongKind(unit: unit, actual: other, kind: kind)
    }
    throw .unknownUnit(unit, kind: kind, suggestion: nearestUnit(to: unit, of: kind))
  }

  private static func nearestUnit(to unit: String, of kind: QuantityKind) -> String? {
    let spellings: [String: String] = [
      "sec": "s", "secs": "s", "second": "s", "seconds": "s", "msec": "ms", "millis": "ms", "milliseconds": "ms",
      "mins": "min", "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "hr": "h", "day": "d", "days": "d",
      "week": "w", "weeks": "w", "year": "y", "years": "y",
      "rps": "/s", "qps": "/s", "tps": "/s", "req/s": "/s", "/sec": "/s", "/second": "/s", "per second": "/s",
      "/m": "/min", "/minute": "/min", "/hour": "/h", "/day": "/d", "rpm": "/min",
      "KB": "kB", "K": "kB", "M": "MB", "G": "GB", "T": "TB", "Ki": "KiB", "Mi": "MiB", "Gi": "GiB", "Ti": "TiB",
      "Mbps": "Mbit/s", "Gbps": "Gbit/s", "kbps": "kbit/s", "Mb/s": "Mbit/s", "Gb/s": "Gbit/s",
      "percent": "%", "%/y": "%/year", "%/m": "%/month", "%": "%/month", "%/d": "%/day", "%/w": "%/week",
    ]
    if let known = spellings[unit], kind.units.contains(where: { $0.name == known }) { return known }
    return kind.units.first { $0.name.lowercased() == unit.lowercased() }?.name
  }
}
