/// The patterns of one `.gitignore`, as gitignore(5) describes them.
struct IgnoreRules {
  private struct Pattern {
    var parts: [[UInt8]]
    var isNegated: Bool
    var foldersOnly: Bool
    var isAnchored: Bool
  }

  private var patterns: [Pattern] = []

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var rest = line
      while rest.last == " " && !rest.hasSuffix("\\ ") { rest = rest.dropLast() }
      if rest.isEmpty || rest.hasPrefix("#") { continue }
      let isNegated = rest.hasPrefix("!")
      if isNegated { rest = rest.dropFirst() }
      if rest.hasPrefix("\\") { rest = rest.dropFirst() }
      let foldersOnly = rest.hasSuffix("/")
      if foldersOnly { rest = rest.dropLast() }
      let isAnchored = rest.contains("/")
      let parts = rest.split(separator: "/").map { Array($0.utf8) }
      if parts.isEmpty { continue }
      patterns.append(Pattern(parts: parts, isNegated: isNegated, foldersOnly: foldersOnly, isAnchored: isAnchored))
    }
  }

  /// What the last pattern that matches says: ignored, or not ignored after all; `nil` if none matches.
  ///
  /// - Parameter path: Relative to the folder of the `.gitignore`.
  func verdict(on path: [Substring], isFolder: Bool) -> Bool? {
    let parts = path.map { Array($0.utf8) }
    for pattern in patterns.reversed() where !pattern.foldersOnly || isFolder {
      let matches =
        pattern.isAnchored
        ? Self.match(pattern.parts[...], parts[...])
        : parts.last.map { Self.glob(pattern.parts[0][...], $0[...]) } ?? false
      if matches { return !pattern.isNegated }
    }
    return nil
  }

  private static func match(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == Array("**".utf8) {
      return (path.startIndex...path.endIndex).contains { match(pattern.dropFirst(), path[$0...]) }
    }
    guard let name = path.first, glob(first[...], name[...]) else { return false }
    return match(pattern.dropFirst(), path.dropFirst())
  }

  /// `*`, `?` and `[…]` within one name. Linear but for backtracking to the last star.
  static func glob(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (p, n) = (pattern.startIndex, name.startIndex)
    var star: (p: Int, n: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if p < pattern.endIndex, let next = matchOne(pattern, p, name[n]) {
        p = next
        n += 1
      } else if let last = star {
        p = last.p + 1
        n = last.n + 1
        star = (last.p, n)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The index after the pattern element at `p` if it takes the byte.
  private static func matchOne(_ pattern: ArraySlice<UInt8>, _ p: Int, _ byte: UInt8) -> Int? {
    switch pattern[p] {
    case UInt8(ascii: "?"): return p + 1
    case UInt8(ascii: "["):
      guard let close = pattern[(p + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
      let set = pattern[(p + 1)..<close]
      let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
      return contains(isNegated ? set.dropFirst() : set, byte) != isNegated ? close + 1 : nil
    case UInt8(ascii: "\\") where p + 1 < pattern.endIndex: return pattern[p + 1] == byte ? p + 2 : nil
    case byte: return p + 1
    default: return nil
    }
  }

  private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var index = set.startIndex
    while index < set.endIndex {
      if index + 2 < set.endIndex, set[index + 1] == UInt8(ascii: "-") {
        if set[index] <= byte && byte <= set[index + 2] { return true }
        index += 3
      } else {
        if set[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}
