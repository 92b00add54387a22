/// The strings extension; places are counted in code points.
extension Builtins {
  static let stringExtensions: [String: Builtin] = [
    "charAt": { character($0) },
    "indexOf": { index($0, isLast: false) },
    "lastIndexOf": { index($0, isLast: true) },
    "lowerAscii": { text($0) { mapped($0) { (65...90).contains($0) ? $0 + 32 : $0 } } },
    "upperAscii": { text($0) { mapped($0) { (97...122).contains($0) ? $0 - 32 : $0 } } },
    "trim": { text($0) { trimmed($0) } },
    "reverse": { text($0) { Text.string($0.unicodeScalars.reversed()) } },
    "replace": { replace($0) },
    "split": { split($0) },
    "substring": { substring($0) },
    "join": { join($0) },
    "format": { Formatting.format($0) },
    "strings.quote": { text($0, quoted) },
  ]

  private static func text(_ arguments: [Value], _ body: (String) -> String) -> Value {
    guard arguments.count == 1, case .string(let text) = arguments[0] else { return noOverload }
    return .string(body(text))
  }

  private static func mapped(_ text: String, _ change: (UInt8) -> UInt8) -> String {
    String(decoding: text.utf8.map(change), as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = Text.scalars(text)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return Text.string(scalars[first...last])
  }

  private static func range(_ place: Int64) -> Value { .failure(.outOfRange, "index out of range: \(place)") }

  private static func character(_ arguments: [Value]) -> Value {
    guard arguments.count == 2, case .string(let text) = arguments[0], case .int(let place) = arguments[1] else {
      return noOverload
    }
    let scalars = Text.scalars(text)
    guard place >= 0, place <= scalars.count else { return range(place) }
    return .string(place == scalars.count ? "" : String(scalars[Int(place)]))
  }

  private static func index(_ arguments: [Value], isLast: Bool) -> Value {
    guard (2...3).contains(arguments.count), case .string(let text) = arguments[0],
      case .string(let part) = arguments[1]
    else { return noOverload }
    let scalars = Text.scalars(text)
    let wanted = Text.scalars(part)
    var start = isLast ? scalars.count : 0
    if arguments.count == 3 {
      guard case .int(let place) = arguments[2] else { return noOverload }
      guard place >= 0, place <= scalars.count else { return range(place) }
      start = Int(place)
    }
    let found =
      isLast
      ? Text.lastIndex(of: wanted, in: scalars, upTo: start) : Text.index(of: wanted, in: scalars, from: start)
    return .int(Int64(found ?? -1))
  }

  private static func substring(_ arguments: [Value]) -> Value {
    guard (2...3).contains(arguments.count), case .string(let text) = arguments[0], case .int(let start) = arguments[1]
    else { return noOverload }
    let scalars = Text.scalars(text)
    var end = Int64(scalars.count)
    if arguments.count == 3 {
      guard case .int(let place) = arguments[2] else { return noOverload }
      end = place
    }
    guard start >= 0, start <= scalars.count else { return range(start) }
    guard end >= start, end <= scalars.count else { return range(end) }
    return .string(Text.string(scalars[Int(start)..<Int(end)]))
  }

  private static func replace(_ arguments: [Value]) -> Value {
    guard (3...4).contains(arguments.count), case .string(let text) = arguments[0],
      case .string(let old) = arguments[1], case .string(let new) = arguments[2]
    else { return noOverload }
    var limit = Int64.max
    if arguments.count == 4 {
      guard case .int(let count) = arguments[3] else { return noOverload }
      limit = count < 0 ? .max : count
    }
    return .string(replaced(Text.scalars(text), Text.scalars(old), Text.scalars(new), limit))
  }

  /// Nothing to look for stands before, between and behind all code points.
  private static func replaced(
    _ text: [UnicodeScalar], _ old: [UnicodeScalar], _ new: [UnicodeScalar], _ limit: Int64
  ) -> String {
    var result: [UnicodeScalar] = []
    var left = limit
    var place = 0
    while place <= text.count {
      if left > 0, place + old.count <= text.count, text[place..<place + old.count].elementsEqual(old) {
        result += new
        left -= 1
        place += old.count
        if !old.isEmpty { continue }
      }
      if place < text.count { result.append(text[place]) }
      place += 1
    }
    return Text.string(result)
  }

  private static func split(_ arguments: [Value]) -> Value {
    guard (2...3).contains(arguments.count), case .string(let text) = arguments[0],
      case .string(let separator) = arguments[1]
    else { return noOverload }
    var limit = Int.max
    if arguments.count == 3 {
      guard case .int(let count) = arguments[2] else { return noOverload }
      if count == 0 { return .list([]) }
      limit = count < 0 ? .max : Int(count)
    }
    return .list(parts(Text.scalars(text), Text.scalars(separator), limit).map { .string(Text.string($0)) })
  }

  private static func parts(
    _ text: [UnicodeScalar], _ separator: [UnicodeScalar], _ limit: Int
  ) -> [ArraySlice<UnicodeScalar>] {
    var parts: [ArraySlice<UnicodeScalar>] = []
    var start = 0
    while parts.count < limit - 1 {
      if separator.isEmpty {
        guard start < text.count - 1 else { break }
        parts.append(text[start..<start + 1])
        start += 1
      } else {
        guard let found = Text.index(of: separator, in: text, from: start) else { break }
        parts.append(text[start..<found])
        start = found + separator.count
      }
    }
    if separator.isEmpty, text.isEmpty { return parts }
    return parts + [text[start...]]
  }

  private static func join(_ arguments: [Value]) -> Value {
    guard (1...2).contains(arguments.count), case .list(let list) = arguments[0] else { return noOverload }
    var separator = ""
    if arguments.count == 2 {
      guard case .string(let text) = arguments[1] else { return noOverload }
      separator = text
    }
    var texts: [String] = []
    for item in list {
      guard case .string(let text) = item else { return noOverload }
      texts.append(text)
    }
    return .string(texts.joined(separator: separator))
  }

  /// `join` of a rule, where the texts may be `null`: what is not there is left out.
  static let joinStated: Builtin = { arguments in
    guard case .list(let list)? = arguments.first else { return noOverload }
    return join([.list(list.filter { !$0.isNull })] + arguments.dropFirst())
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{07}": result += "\\a"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0B}": result += "\\v"
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
