#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Time zones: fixed offsets, and names of the system's zone database.
enum TimeZone {
  /// Seconds east of UTC at a time; `nil` for no such zone.
  static func offset(_ zone: String, at seconds: Int64) -> Int? {
    if zone.isEmpty || zone == "UTC" || zone == "GMT" || zone == "Z" { return 0 }
    return fixed(zone) ?? ZoneFile(named: zone)?.offset(at: seconds)
  }

  /// `02:00`, `-02:30`, `+11:00`.
  private static func fixed(_ zone: String) -> Int? {
    var scanner = TimeText.Scanner(zone)
    let isWest = scanner.take("-")
    if !isWest { _ = scanner.take("+") }
    guard let hours = scanner.digits(2), scanner.take(":"), let minutes = scanner.digits(2), scanner.isAtEnd else {
      return nil
    }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}

/// A file of the zone database (RFC 8536), version 2 or later: a table of changes, and a rule for the times beyond.
struct ZoneFile {
  private var transitions: [Int64] = []
  private var kinds: [Int] = []
  private var offsets: [Int] = []
  private var rule: ZoneRule?

  /// Reads the zone of this name; `nil` if there is none.
  init?(named name: String) {
    let isSafe = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+-/".utf8.contains($0) }
    guard isSafe, !name.hasPrefix("/"), let bytes = Self.read("/usr/share/zoneinfo/" + name) else { return nil }
    self.init(bytes)
  }

  private init?(_ bytes: [UInt8]) {
    guard bytes.count > 88, bytes.starts(with: "TZif".utf8), bytes[4] >= UInt8(ascii: "2") else { return nil }
    func number(_ at: Int, _ width: Int) -> Int64 {
      let value = (0..<width).reduce(UInt64(0)) { $0 << 8 | UInt64(at + $1 < bytes.count ? bytes[at + $1] : 0) }
      return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }
    func counts(_ header: Int) -> [Int] { (0..<6).map { Int(number(header + 20 + $0 * 4, 4)) } }
    // Version 1 comes first, with times of 32 bits; it is skipped.
    let old = counts(0)
    let header = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    let new = counts(header)
    let (timeCount, kindCount) = (new[3], new[4])
    let start = header + 44
    guard kindCount > 0, timeCount >= 0, start + timeCount * 9 + kindCount * 6 <= bytes.count else { return nil }
    transitions = (0..<timeCount).map { number(start + $0 * 8, 8) }
    kinds = (0..<timeCount).map { Int(bytes[start + timeCount * 8 + $0]) }
    offsets = (0..<kindCount).map { Int(number(start + timeCount * 9 + $0 * 6, 4)) }
    let footer = start + timeCount * 9 + kindCount * 6 + new[5] + new[2] * 12 + new[1] + new[0] + 1
    if footer < bytes.count {
      rule = ZoneRule(String(decoding: bytes[footer...].prefix { $0 != 0x0A }, as: UTF8.self))
    }
  }

  func offset(at seconds: Int64) -> Int? {
    if let rule, seconds > transitions.last ?? .min { return rule.offset(at: seconds) }
    let index = transitions.lastIndex { $0 <= seconds }
    let kind = index.map { kinds[$0] } ?? 0
    return offsets.indices.contains(kind) ? offsets[kind] : nil
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
