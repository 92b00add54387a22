/// The rule of a zone file for times beyond its table (POSIX TZ, as RFC 8536 §3.3 uses it): `CST6CDT,M3.2.0,M11.1.0`.
struct ZoneRule {
  /// The `week`-th `weekday` of a month (week 5 is the last), `time` seconds after local midnight.
  private struct Change {
    var month: Int
    var week: Int
    var weekday: Int
    var time: Int

    /// Seconds from 1970 to the change in a year, by the clock that shows `offset` until then.
    func seconds(_ year: Int, _ offset: Int) -> Int64 {
      let first = Calendar.days(year, month, 1)
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if day >= Calendar.daysIn(month, year) { day -= 7 }
      return Int64(first + day) * 86_400 + Int64(time - offset)
    }
  }

  private let standard: Int
  private var summer: (offset: Int, start: Change, end: Change)?

  /// Reads a rule; only changes of the form `Mm.w.d` are known, which all zones of the database have.
  init?(_ text: String) {
    var scanner = TimeText.Scanner(text)
    guard scanner.zoneName(), let west = scanner.clock() else { return nil }
    standard = -west
    guard scanner.zoneName() else { return }
    let summerOffset = scanner.clock().map { -$0 } ?? standard + 3600
    guard let start = Self.change(&scanner), let end = Self.change(&scanner) else { return nil }
    summer = (summerOffset, start, end)
  }

  private static func change(_ scanner: inout TimeText.Scanner) -> Change? {
    guard scanner.take(",M"), let month = scanner.number(), scanner.take("."), let week = scanner.number(),
      scanner.take("."), let weekday = scanner.number(), (1...12).contains(month), (1...5).contains(week), weekday < 7
    else { return nil }
    let time = scanner.take("/") ? scanner.clock() : 7200
    return time.map { Change(month: month, week: week, weekday: weekday, time: $0) }
  }

  /// Seconds east of UTC at a time.
  func offset(at seconds: Int64) -> Int {
    guard let summer else { return standard }
    let year = Calendar(seconds: seconds + Int64(standard)).year
    let start = summer.start.seconds(year, standard)
    let end = summer.end.seconds(year, summer.offset)
    // In the south, summer goes over the turn of the year.
    let isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
    return isSummer ? summer.offset : standard
  }
}

extension TimeText.Scanner {
  /// A zone's abbreviation, `CST` or `<+0545>`; false if there is none.
  mutating func zoneName() -> Bool {
    if take("<") { return skip(while: { $0 != UInt8(ascii: ">") }) && take(">") }
    return skip(while: \.isLetter)
  }

  /// A number of any length.
  mutating func number() -> Int? {
    let text = String(decoding: rest.utf8.prefix(while: \.isDigit).prefix(6), as: UTF8.self)
    guard let number = Int(text) else { return nil }
    _ = take(text)
    return number
  }

  /// Hours, minutes and seconds with a sign, `-5:45`; in seconds.
  mutating func clock() -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard var total = number().map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where take(":") { total += (number() ?? 0) * unit }
    return isNegative ? -total : total
  }

  private mutating func skip(while holds: (UInt8) -> Bool) -> Bool {
    let part = String(decoding: rest.utf8.prefix(while: holds), as: UTF8.self)
    return !part.isEmpty && take(part)
  }
}
