/// A point in time: seconds since 1970 and nanoseconds within the second, in UTC.
public struct Timestamp: Hashable, Comparable, Sendable {
  public var seconds: Int64
  public var nanos: Int32

  /// Creates a timestamp; `nanos` is from 0 to 999,999,999.
  public init(seconds: Int64, nanos: Int32) {
    self.seconds = seconds
    self.nanos = nanos
  }

  /// From 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, as the language definition has it.
  static let validSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  public static func < (a: Timestamp, b: Timestamp) -> Bool { (a.seconds, a.nanos) < (b.seconds, b.nanos) }

  /// Moves by `span`; `nil` beyond the valid years.
  func adding(_ span: TimeSpan) -> Timestamp? {
    let (low, carry) = Self.split(Int64(nanos) + Int64(span.nanoseconds % 1_000_000_000))
    let (sum, overflow) = seconds.addingReportingOverflow(span.nanoseconds / 1_000_000_000 + carry)
    guard !overflow, Self.validSeconds.contains(sum) else { return nil }
    return Timestamp(seconds: sum, nanos: low)
  }

  /// The span between two; `nil` if it is too long for one.
  func since(_ other: Timestamp) -> TimeSpan? {
    TimeSpan(seconds: seconds - other.seconds, nanos: Int64(nanos) - Int64(other.nanos))
  }

  private static func split(_ nanos: Int64) -> (Int32, Int64) {
    let rest = ((nanos % 1_000_000_000) + 1_000_000_000) % 1_000_000_000
    return (Int32(rest), (nanos - rest) / 1_000_000_000)
  }
}

/// A length of time in nanoseconds: about 292 years either way, as the language definition's reference has it.
public struct TimeSpan: Hashable, Comparable, Sendable {
  public var nanoseconds: Int64

  /// Creates a span.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Creates a span of seconds and nanoseconds; `nil` if it does not fit.
  public init?(seconds: Int64, nanos: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflows) = product.addingReportingOverflow(nanos)
    if overflow || overflows { return nil }
    nanoseconds = sum
  }

  public static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.nanoseconds < b.nanoseconds }
}
