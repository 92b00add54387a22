import Pseudorandom
import Testing
import Topology

@Suite("Quantities")
struct QuantityTests {
  @Test(
    "are read into their canonical unit",
    arguments: [
      ("250ms", QuantityKind.duration, 0.25), ("1h30m", .duration, 5400), ("1.5 s", .duration, 1.5),
      ("7d", .duration, 604_800), ("1e-09/s", .rate, 1e-9), ("2.5E3ms", .duration, 2.5), ("1e3B", .size, 1000),
      ("3µs", .duration, 3e-6), ("1month", .duration, 30.4375 * 86_400), ("0s", .duration, 0),
      ("-5ms", .duration, -0.005),
      ("120/s", .rate, 120), ("60/min", .rate, 1), ("86400/d", .rate, 1), ("1.5 GiB", .size, 1.5 * 0x1p30),
      ("10kB", .size, 10_000), ("1 Gbit/s", .bandwidth, 125e6), ("1 GiB/s", .bandwidth, 0x1p30),
      ("99.95%", .fraction, 0.9995),
      ("100%", .fraction, 1), ("5%/month", .growth, 0.05), ("-3%/month", .growth, -0.03),
    ])
  func parsing(_ text: String, _ kind: QuantityKind, _ expected: Double) throws {
    let value = try Quantity.parse(text, as: kind)
    #expect(abs(value - expected) <= 1e-12 * max(1, abs(expected)))
  }

  @Test("growth compounds: twelve months make the year")
  func growth() throws {
    let monthly = try Quantity.parse("60%/year", as: .growth)
    var factor = 1.0
    for _ in 0..<12 { factor *= 1 + monthly }
    #expect(abs(factor - 1.6) < 1e-12)
  }

  @Test(
    "that are none say why, and what to write",
    arguments: [
      ("250", QuantityKind.duration, "`250` has no unit; a duration is needed here"),
      ("fast", .duration, "`fast` is not a duration"), ("", .rate, "an empty text is not a rate"),
      ("12 msec", .duration, "`msec` is not a unit of duration"),
      ("5 GiB", .duration, "`GiB` is a unit of size; a duration is needed here"),
      ("ms", .duration, "`ms` is not a duration"),
      ("1..5s", .duration, "`1..5s` is not a duration"), ("infs", .duration, "`infs` is not a duration"),
    ])
  func errors(_ text: String, _ kind: QuantityKind, _ message: String) {
    #expect { try Quantity.parse(text, as: kind) } throws: { ($0 as? QuantityError)?.message == message }
  }

  @Test(
    "name the remedy",
    arguments: [
      ("99.9", QuantityKind.fraction, "write `99.9%`"), ("0.05", .fraction, "write `5%`"),
      ("1", .fraction, "write `100%` or `1%`"),
      ("1,5s", .duration, "write it with a point: `1.5s`"), ("100 rps", .rate, "did you mean `/s`?"),
      ("1h30", .duration, "write the unit of the last part too, for instance `1h30s`"),
      ("10KB", .size, "did you mean `kB`?"),
    ])
  func helps(_ text: String, _ kind: QuantityKind, _ help: String) {
    #expect { try Quantity.parse(text, as: kind) } throws: { ($0 as? QuantityError)?.help == help }
  }

  @Test("every example and every unit is read", arguments: QuantityKind.allCases)
  func units(_ kind: QuantityKind) throws {
    _ = try Quantity.parse(kind.example, as: kind)
    for unit in kind.unitNames {
      _ = try Quantity.parse("2\(unit)", as: kind)
      _ = try Quantity.parse("2.5 \(unit)", as: kind)
    }
    #expect(Set(kind.unitNames).count == kind.unitNames.count)
  }

  @Test("a unit says what it measures")
  func kinds() {
    #expect(Quantity.parse("10 GiB")?.kind == .size)
    #expect(Quantity.parse("3/min")?.kind == .rate)
    #expect(Quantity.parse("10") == nil)
  }
}

@Suite("Quantities as people read them")
struct QuantityFormatTests {
  @Test(
    "choose the unit",
    arguments: [
      (0.8, QuantityKind.duration, "800ms"), (0, .duration, "0s"), (90, .duration, "90s"), (180_000, .duration, "50h"),
      (0.5, .rate, "0.5/s"),
      (8.0 / 60, .rate, "8/min"), (0.13, .rate, "0.13/s"), (300, .duration, "5min"),
      (86_400, .duration, "1d"), (2e-6, .duration, "2us"), (120, .rate, "120/s"), (1.0 / 60, .rate, "1/min"),
      (1_536, .size, "1.5 KiB"), (10_000, .size, "10 kB"), (125e6, .bandwidth, "1 Gbit/s"),
      (0.9995, .fraction, "99.95%"),
      (0.99995, .fraction, "99.995%"), (1, .fraction, "100%"), (0.05, .growth, "5%/month"),
      (.infinity, .rate, "unlimited"),
    ])
  func format(_ value: Double, _ kind: QuantityKind, _ expected: String) {
    #expect(Quantity.format(value, as: kind) == expected)
  }

  @Test("what is shown can be written, and means nearly the same", arguments: QuantityKind.allCases)
  func roundTrip(_ kind: QuantityKind) throws {
    var random = SeededRandom(seed: 7)
    // Hours and days are shown with one decimal, everything else with three digits or more.
    let tolerance = kind == .duration ? 0.026 : 0.006
    for _ in 0..<2000 {
      let value = Self.sample(kind, &random)
      let text = Quantity.format(value, as: kind)
      let read = try Quantity.parse(text, as: kind)
      #expect(abs(read - value) <= tolerance * abs(value) + 1e-12, "\(value) was shown as \(text)")
    }
  }

  @Test("what people write is shown as the same value", arguments: QuantityKind.allCases)
  func written(_ kind: QuantityKind) throws {
    let tolerance = kind == .growth ? 0.005 : 0.002
    for unit in kind.unitNames {
      for number in 1...99 {
        let value = try Quantity.parse("\(number)\(unit)", as: kind)
        let text = Quantity.format(value, as: kind)
        #expect(
          abs(try Quantity.parse(text, as: kind) - value) <= tolerance * value, "\(number)\(unit) was shown as \(text)")
      }
    }
  }

  /// Values of every magnitude that the kind meets in practice.
  private static func sample(_ kind: QuantityKind, _ random: inout SeededRandom) -> Double {
    let unit = random.unit()
    switch kind {
    case .fraction: return unit
    case .growth: return unit - 0.3
    case .duration: return scaled(unit, 1e-8, 1e8)
    case .rate: return scaled(unit, 1e-4, 1e7)
    case .size, .bandwidth: return scaled(unit, 1, 1e14).rounded()
    }
  }

  /// Log-uniform between two bounds.
  private static func scaled(_ unit: Double, _ low: Double, _ high: Double) -> Double {
    var value = low
    var rest = unit
    // 2^k steps of a tenth of the range keep this free of a mathematics library.
    while rest > 0.02, value * 2 < high {
      value *= 2
      rest -= 0.02
    }
    return value * (1 + rest * 49)
  }
}
