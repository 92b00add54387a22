extension Builtins {
  static let times: [String: Builtin] = [
    "getFullYear": { date($0) { $0.year } },
    "getMonth": { date($0) { $0.month - 1 } },
    "getDate": { date($0) { $0.day } },
    "getDayOfMonth": { date($0) { $0.day - 1 } },
    "getDayOfWeek": { date($0) { $0.dayOfWeek } },
    "getDayOfYear": { date($0) { $0.dayOfYear } },
    "getHours": { arguments in span(arguments, 3_600_000_000_000) ?? date(arguments) { $0.hour } },
    "getMinutes": { arguments in span(arguments, 60_000_000_000) ?? date(arguments) { $0.minute } },
    "getSeconds": { arguments in span(arguments, 1_000_000_000) ?? date(arguments) { $0.second } },
    "getMilliseconds": { arguments in milliseconds(arguments) },
  ]

  /// A whole duration in units of so many nanoseconds.
  private static func span(_ arguments: [Value], _ unit: Int64) -> Value? {
    guard arguments.count == 1, case .duration(let span) = arguments[0] else { return nil }
    return .int(span.nanoseconds / unit)
  }

  private static func date(_ arguments: [Value], _ field: (Calendar) -> Int) -> Value {
    guard case .timestamp(let timestamp)? = arguments.first, arguments.count <= 2 else { return noOverload }
    guard arguments.count == 2 else { return .int(Int64(field(Calendar(seconds: timestamp.seconds)))) }
    guard case .string(let zone) = arguments[1] else { return noOverload }
    guard let offset = TimeZone.offset(zone, at: timestamp.seconds) else {
      return .failure(.invalidArgument, "`\(zone)` is not a time zone")
    }
    return .int(Int64(field(Calendar(seconds: timestamp.seconds + Int64(offset)))))
  }

  /// The thousandths within the second; of a duration too, unlike the functions beside it.
  private static func milliseconds(_ arguments: [Value]) -> Value {
    if arguments.count == 1, case .duration(let span) = arguments[0] {
      return .int(span.nanoseconds / 1_000_000 % 1_000)
    }
    guard case .timestamp(let timestamp)? = arguments.first else { return noOverload }
    return .int(Int64(timestamp.nanos / 1_000_000))
  }
}
