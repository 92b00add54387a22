/// What a number with a unit measures.
///
/// The canonical unit of each kind is the one every computation and every JSON report uses.
public enum QuantityKind: String, CaseIterable, Sendable {
  /// Canonical unit: second.
  case duration
  /// Events over time; canonical unit: per second.
  case rate
  /// Canonical unit: byte.
  case size
  /// Canonical unit: byte per second.
  case bandwidth
  /// A part of a whole; canonical unit: 1 (so `99.5%` is 0.995).
  case fraction
  /// Compound growth; canonical unit: fraction per month of 30.4375 days.
  case growth

  /// The unit of the canonical value, for reference pages.
  public var canonicalUnit: String {
    switch self {
    case .duration: "s"
    case .rate: "/s"
    case .size: "B"
    case .bandwidth: "B/s"
    case .fraction: "1"
    case .growth: "1/month"
    }
  }

  /// A correct value to show when somebody wrote a wrong one.
  public var example: String {
    switch self {
    case .duration: "250ms"
    case .rate: "120/s"
    case .size: "1.5 GiB"
    case .bandwidth: "1 Gbit/s"
    case .fraction: "99.95%"
    case .growth: "5%/month"
    }
  }

  /// The units people may write, the most usual first.
  public var unitNames: [String] { units.map(\.name) }

  /// The units people may write, with their factor to the canonical unit, the most usual first.
  var units: [(name: String, factor: Double)] {
    switch self {
    case .duration: Self.durations
    case .rate: Self.rates
    case .size: Self.sizes
    case .bandwidth: Self.bandwidths
    case .fraction: Self.fractions
    case .growth: Self.growths
    }
  }

  // Made once: a large file asks for them a million times.
  private static let durations: [(name: String, factor: Double)] = [
    ("ms", 1e-3), ("s", 1), ("min", 60), ("m", 60), ("h", 3600), ("d", 86_400), ("w", 604_800),
    ("us", 1e-6), ("µs", 1e-6), ("μs", 1e-6), ("ns", 1e-9),
    ("month", Self.secondsPerMonth), ("months", Self.secondsPerMonth), ("y", 12 * Self.secondsPerMonth),
  ]
  private static let rates: [(name: String, factor: Double)] = [
    ("/s", 1), ("/min", 1 / 60), ("/h", 1 / 3600), ("/d", 1 / 86_400),
  ]
  private static let sizes: [(name: String, factor: Double)] = [
    ("B", 1), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("PB", 1e15),
    ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40), ("PiB", 0x1p50),
  ]
  private static let bandwidths: [(name: String, factor: Double)] = [
    ("bit/s", 0.125), ("kbit/s", 125), ("Mbit/s", 125e3), ("Gbit/s", 125e6), ("Tbit/s", 125e9),
    ("B/s", 1), ("kB/s", 1e3), ("MB/s", 1e6), ("GB/s", 1e9),
    ("KiB/s", 0x1p10), ("MiB/s", 0x1p20), ("GiB/s", 0x1p30),
  ]
  private static let fractions: [(name: String, factor: Double)] = [("%", 0.01)]
  private static let growths: [(name: String, factor: Double)] = [
    ("%/month", 1), ("%/year", 12), ("%/week", 7 / 30.4375), ("%/day", 1 / 30.4375),
  ]

  public static let secondsPerDay = 86_400.0

  /// The mean Gregorian month, as the runway computations use it.
  public static let secondsPerMonth = 30.4375 * 86_400
}
