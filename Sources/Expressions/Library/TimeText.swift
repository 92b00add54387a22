/// Timestamps (RFC 3339) and durations as text.
enum TimeText {
  static func text(_ timestamp: Timestamp) -> String {
    let date = Calendar(seconds: timestamp.seconds)
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let time = "\(padded(date.hour, 2)):\(padded(date.minute, 2)):\(padded(date.second, 2))"
    return "\(day)T\(time)\(fraction(Int64(timestamp.nanos)))Z"
  }

  /// Seconds, as in `1.5s`.
  static func text(_ span: TimeSpan) -> String {
    let magnitude = span.nanoseconds.magnitude
    let sign = span.nanoseconds < 0 ? "-" : ""
    return "\(sign)\(magnitude / 1_000_000_000)\(fraction(Int64(magnitude % 1_000_000_000)))s"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func fraction(_ nanos: Int64) -> String {
    if nanos == 0 { return "" }
    var digits = padded(Int(nanos), 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
  }

  /// Reads RFC 3339, `2009-02-13T23:31:30.5+01:00`.
  static func timestamp(_ text: String) -> Timestamp? {
    var scanner = Scanner(text)
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), scanner.take("T") || scanner.take("t"), let hour = scanner.digits(2),
      scanner.take(":"), let minute = scanner.digits(2), scanner.take(":"), let second = scanner.digits(2)
    else { return nil }
    guard (1...12).contains(month), (1...Calendar.daysIn(month, year)).contains(day), hour < 24, minute < 60,
      second < 60
    else { return nil }
    var nanos: Int32 = 0
    if scanner.take(".") {
      guard let fraction = scanner.fraction() else { return nil }
      nanos = Int32(fraction)
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    let seconds = Int64(Calendar.days(year, month, day)) * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
    guard Timestamp.validSeconds.contains(seconds) else { return nil }
    return Timestamp(seconds: seconds, nanos: nanos)
  }

  /// Reads `1h30m`, `-1.5s`, `100ms`.
  static func span(_ text: String) -> TimeSpan? {
    var scanner = Scanner(text)
    let isNegative = scanner.take("-")
    if !isNegative { _ = scanner.take("+") }
    if scanner.rest == "0" { return TimeSpan(nanoseconds: 0) }
    var total: Int64 = 0
    repeat {
      guard let part = scanner.quantity() else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    } while !scanner.isAtEnd
    return TimeSpan(nanoseconds: isNegative ? -total : total)
  }

  /// Reads a text from left to right.
  struct Scanner {
    private var bytes: ArraySlice<UInt8>
    init(_ text: String) { bytes = Array(text.utf8)[...] }

    var isAtEnd: Bool { bytes.isEmpty }
    var rest: String { String(decoding: bytes, as: UTF8.self) }

    mutating func take(_ text: String) -> Bool {
      guard bytes.starts(with: text.utf8) else { return false }
      bytes = bytes.dropFirst(text.utf8.count)
      return true
    }

    /// A number of exactly so many digits.
    mutating func digits(_ count: Int) -> Int? {
      let part = bytes.prefix(count)
      guard part.count == count, part.allSatisfy(\.isDigit) else { return nil }
      bytes = bytes.dropFirst(count)
      return Int(String(decoding: part, as: UTF8.self))
    }

    /// Digits behind a point, in billionths; those beyond are dropped.
    mutating func fraction() -> Int64? {
      let part = bytes.prefix(while: \.isDigit)
      if part.isEmpty { return nil }
      bytes = bytes.dropFirst(part.count)
      let digits = String(decoding: part.prefix(9), as: UTF8.self)
      return Int64(digits + String(repeating: "0", count: 9 - digits.utf8.count))
    }

    /// `Z`, or hours and minutes; in seconds east of UTC.
    mutating func offset() -> Int? {
      if take("Z") || take("z") { return 0 }
      let isWest = take("-")
      guard isWest || take("+"), let hours = digits(2), take(":"), let minutes = digits(2), hours < 24, minutes < 60
      else { return nil }
      return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    /// A number and its unit, in nanoseconds.
    mutating func quantity() -> Int64? {
      let whole = bytes.prefix(while: \.isDigit)
      bytes = bytes.dropFirst(whole.count)
      var billionths: Int64 = 0
      if take(".") {
        guard let fraction = fraction() ?? (whole.isEmpty ? nil : 0) else { return nil }
        billionths = fraction
      } else if whole.isEmpty {
        return nil
      }
      guard let unit = unit(), let number = whole.isEmpty ? 0 : Int64(String(decoding: whole, as: UTF8.self)) else {
        return nil
      }
      let (product, overflow) = number.multipliedReportingOverflow(by: unit)
      let part = Int64((Double(billionths) * (Double(unit) / 1e9)).rounded())
      let (sum, overflows) = product.addingReportingOverflow(part)
      return overflow || overflows ? nil : sum
    }

    private mutating func unit() -> Int64? {
      let units: [(String, Int64)] = [
        ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
      ]
      for (name, length) in units where take(name) { return length }
      return nil
    }
  }
}
