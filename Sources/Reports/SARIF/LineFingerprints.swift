/// The fingerprint of each line of a file as GitHub's code scanning computes `primaryLocationLineHash`.
///
/// A rolling hash over the 100 UTF-16 units from the start of the line on (to the power 37, modulo 2^64), in which spaces
/// and tabs do not count and every line break is one line feed; then how often the same hash came before. Published with
/// the upload action of CodeQL. Writing it ourselves spares a warning per result, and uploads over the API, which fill in
/// nothing, keep their alerts apart.
struct LineFingerprints {
  private static let window = 100
  private static let base: UInt64 = 37
  /// What the oldest unit of the window weighs when it leaves.
  private static let leavingWeight = (0..<window).reduce(1 as UInt64) { weight, _ in weight &* base }

  /// By 0-based line.
  private(set) var lines: [String] = []
  private var units = [UInt64](repeating: 0, count: window)
  /// For each place of the window, whether a line starts there.
  private var startsLine = [Bool](repeating: false, count: window)
  private var place = 0
  private var hash: UInt64 = 0
  private var isAtLineStart = true
  private var seen: [UInt64: Int] = [:]

  init(of bytes: [UInt8]) {
    var afterCarriageReturn = false
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let isSecondHalf = afterCarriageReturn && unit == 0x0A
      afterCarriageReturn = false
      if unit == 0x20 || unit == 0x09 || isSecondHalf { continue }
      afterCarriageReturn = unit == 0x0D
      take(unit == 0x0D ? 0x0A : unit)
    }
    take(0xFFFF)
    for _ in 0..<Self.window {
      closeLine()
      roll(0)
    }
  }

  /// The fingerprint of a 0-based line.
  subscript(line: Int) -> String { line < lines.count ? lines[line] : "" }

  private mutating func take(_ unit: UInt16) {
    closeLine()
    if isAtLineStart {
      isAtLineStart = false
      startsLine[place] = true
    }
    if unit == 0x0A { isAtLineStart = true }
    roll(UInt64(unit))
  }

  /// Writes the fingerprint of the line that started a whole window ago, if one did.
  private mutating func closeLine() {
    guard startsLine[place] else { return }
    startsLine[place] = false
    seen[hash, default: 0] += 1
    lines.append("\(String(hash, radix: 16)):\(seen[hash] ?? 1)")
  }

  private mutating func roll(_ unit: UInt64) {
    hash = hash &* Self.base &+ unit &- Self.leavingWeight &* units[place]
    units[place] = unit
    place = (place + 1) % Self.window
  }
}
