import Testing

@testable import Reports

@Suite struct CalendarDayTests {
  private let day = 86_400.0

  @Test(arguments: [
    ("2026-10-01", 0.0, "2026-10-01"), ("2026-10-01", 31.9, "2026-11-01"), ("2026-12-31", 1, "2027-01-01"),
    ("2027-02-28", 1, "2027-03-01"), ("2028-02-28", 1, "2028-02-29"), ("2100-02-28", 1, "2100-03-01"),
    ("2000-01-01", 146_097, "2400-01-01"), ("2026-11-26", 365, "2027-11-26"), ("2027-11-26", 366, "2028-11-26"),
  ]) func daysAfterADay(start: String, days: Double, end: String) {
    #expect(CalendarDay.iso(days * day, after: start) == end)
  }

  @Test func thereIsNoDayForEver() {
    #expect(CalendarDay.iso(.infinity, after: "2026-10-01") == nil)
    #expect(CalendarDay.iso(8000 * 366 * day, after: "2026-10-01") == nil)
    #expect(CalendarDay.iso(1, after: "soon") == nil)
  }
}
