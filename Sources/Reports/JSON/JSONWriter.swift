/// Writes JSON values as UTF-8.
struct JSONWriter {
  var bytes: [UInt8] = []
  private var depth = 0

  /// The longest line that an array or object is put on.
  private static let lineLength = 110

  init() {}

  /// Writes a value over several lines where it is long.
  mutating func write(_ value: JSONText) {
    switch value {
    case .array(let items) where !fitsOnLine(value):
      writeLines("[", items.count, "]") { writer, index in writer.write(items[index]) }
    case .object(let members) where !fitsOnLine(value):
      writeLines("{", members.count, "}") { writer, index in
        writer.writeKey(members[index].0)
        writer.write(members[index].1)
      }
    default: writeInline(value)
    }
  }

  /// Writes a value on one line.
  mutating func writeInline(_ value: JSONText) {
    switch value {
    case .null: append("null")
    case .bool(let flag): append(flag ? "true" : "false")
    case .int(let number): append(String(number))
    case .number(let number): append(JSONNumber.text(number))
    case .string(let text): writeString(text)
    case .array(let items):
      writeRow("[", items.count, "]") { writer, index in writer.writeInline(items[index]) }
    case .object(let members):
      writeRow("{", members.count, "}") { writer, index in
        writer.writeKey(members[index].0)
        writer.writeInline(members[index].1)
      }
    }
  }

  private mutating func writeLines(
    _ open: String, _ count: Int, _ close: String, _ element: (inout JSONWriter, Int) -> Void
  ) {
    append(open)
    depth += 1
    for index in 0..<count {
      append(index == 0 ? "\n" : ",\n")
      indent()
      element(&self, index)
    }
    depth -= 1
    append("\n")
    indent()
    append(close)
  }

  private mutating func writeRow(
    _ open: String, _ count: Int, _ close: String, _ element: (inout JSONWriter, Int) -> Void
  ) {
    append(open)
    for index in 0..<count {
      if index > 0 { append(", ") }
      element(&self, index)
    }
    append(close)
  }

  private mutating func writeKey(_ key: String) {
    writeString(key)
    append(": ")
  }

  private mutating func indent() { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth)) }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  // MARK: Strings

  private mutating func writeString(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x0A: append("\\n")
      case 0x0D: append("\\r")
      case 0x09: append("\\t")
      // DEL need not be escaped, but does no good on a terminal.
      case 0..<0x20, 0x7F: append("\\u00" + Self.hex(byte))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }

  // MARK: Layout

  private func fitsOnLine(_ value: JSONText) -> Bool {
    var room = Self.lineLength - 2 * depth
    return Self.take(value, from: &room, levels: 2)
  }

  /// Takes the length of a value from `room`; false when it is used up or the value is nested too deep.
  private static func take(_ value: JSONText, from room: inout Int, levels: Int) -> Bool {
    switch value {
    case .null, .bool: room -= 5
    case .int(let number): room -= String(number).utf8.count
    case .number(let number): room -= JSONNumber.text(number).utf8.count
    case .string(let text): room -= text.utf8.count + 2
    case .array(let items):
      guard levels > 0 || items.isEmpty else { return false }
      room -= 2 * items.count
      for item in items where !take(item, from: &room, levels: levels - 1) { return false }
    case .object(let members):
      guard levels > 0 || members.isEmpty else { return false }
      for (key, member) in members {
        room -= key.utf8.count + 6
        if !take(member, from: &room, levels: levels - 1) { return false }
      }
    }
    return room >= 0
  }
}
