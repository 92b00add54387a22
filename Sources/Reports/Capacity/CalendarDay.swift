/// Days of the Gregorian calendar as numbers, so that a report can name the day on which something ends.
enum CalendarDay {
  /// The day so many seconds after an ISO date; `nil` beyond the year 9999, and for what is no date.
  static func iso(_ seconds: Double, after date: String) -> String? {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, seconds.isFinite, seconds >= 0, seconds < 4e11 else { return nil }
    let day = number(parts[0], parts[1], parts[2]) + Int(seconds / 86_400)
    let (year, month, dayOfMonth) = civil(day)
    return year > 9999 ? nil : "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
  }

  /// Days since 0000-03-01. Years that begin in March have the leap day at their end (Hinnant, chrono-compatible
  /// low-level date algorithms).
  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear
  }

  private static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let era = number / 146_097
    let dayOfEra = number - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
