import Testing

@testable import Expressions

@Suite("times and zones")
struct TimeTests {
  @Test("rules for times beyond a zone's table")
  func zoneRules() throws {
    let central = try #require(ZoneRule("CST6CDT,M3.2.0,M11.1.0"))
    #expect(central.offset(at: 1_710_057_599) == -21_600)  // 2024-03-10T07:59:59Z, a second before
    #expect(central.offset(at: 1_710_057_600) == -18_000)
    #expect(central.offset(at: 1_730_617_199) == -18_000)  // 2024-11-03T06:59:59Z
    #expect(central.offset(at: 1_730_617_200) == -21_600)
    let sydney = try #require(ZoneRule("AEST-10AEDT,M10.1.0,M4.1.0/3"))
    #expect(sydney.offset(at: 1_704_067_200) == 39_600)  // January
    #expect(sydney.offset(at: 1_719_792_000) == 36_000)  // July
    #expect(try #require(ZoneRule("<+0545>-5:45")).offset(at: 0) == 20_700)
    #expect(ZoneRule("").map { _ in true } == nil)
  }

  @Test("days and dates are each other's opposite", arguments: [-719_162, -1, 0, 59, 60, 11_016, 2_932_896])
  func calendar(days: Int) {
    let date = Calendar(seconds: Int64(days) * 86_400)
    #expect(Calendar.days(date.year, date.month, date.day) == days)
  }

  @Test(
    "durations",
    arguments: [
      ("1h30m", "5400s"), ("-1.5s", "-1.5s"), ("100us", "0.0001s"), ("0", "0s"), ("1.000000001s", "1.000000001s"),
    ])
  func durations(_ text: String, _ expected: String) {
    #expect(TimeText.span(text).map { TimeText.text($0) } == expected)
  }
}
