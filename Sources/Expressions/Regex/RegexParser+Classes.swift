extension RegexParser {
  /// What stands behind a backslash, outside of brackets.
  mutating func escape() throws(RegularExpressionError) -> RegexTree {
    switch peek() {
    case "A": return assertion(.textStart)
    case "z": return assertion(.textEnd)
    case "b": return assertion(.wordBoundary)
    case "B": return assertion(.noWordBoundary)
    default: break
    }
    if let shorthand = try shorthandClass() { return .scalars(shorthand) }
    return literal(try escapedScalar())
  }

  private mutating func assertion(_ assertion: RegexAssertion) -> RegexTree {
    position += 1
    return .assertion(assertion)
  }

  /// `\d`, `\pL`, `\p{Lu}` and their opposites.
  private mutating func shorthandClass() throws(RegularExpressionError) -> RegexClass? {
    guard let letter = peek() else { return nil }
    let ranges: [ClosedRange<UInt32>]
    switch letter {
    case "d", "D": ranges = [48...57]
    case "w", "W": ranges = [48...57, 65...90, 95...95, 97...122]
    case "s", "S": ranges = [9...10, 12...13, 32...32]
    case "p", "P": return try category()
    default: return nil
    }
    position += 1
    return RegexClass(ranges: ranges, isNegated: ("A"..."Z").contains(letter))
  }

  private mutating func category() throws(RegularExpressionError) -> RegexClass {
    var isNegated = try next() == "P"
    var name = ""
    if take("{") {
      if take("^") { isNegated.toggle() }
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard take("}") else { throw RegularExpressionError(message: "a `{` is not closed") }
    } else {
      name.unicodeScalars.append(try next())
    }
    guard Unicode.GeneralCategory.abbreviations.contains(name) else {
      throw RegularExpressionError(message: "an unknown class of characters `\(name)`")
    }
    return RegexClass([.category(name, isNegated: isNegated)], ignoresCase: flags.ignoresCase)
  }

  private mutating func escapedScalar() throws(RegularExpressionError) -> UnicodeScalar {
    let scalar = try next()
    switch scalar {
    case "a": return "\u{07}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "x": return try hexadecimal()
    case "0"..."7": return try octal(scalar)
    default: break
    }
    let isWord = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    if isWord || scalar.value > 127 { throw RegularExpressionError(message: "an unknown escape `\\\(scalar)`") }
    return scalar
  }

  private mutating func octal(_ first: UnicodeScalar) throws(RegularExpressionError) -> UnicodeScalar {
    // `\1` to `\7` alone would be references to groups, which need backtracking.
    if first != "0", !(peek().map { ("0"..."7").contains($0) } ?? false) {
      throw RegularExpressionError(message: "references to groups are not supported")
    }
    var value = first.value - 48
    for _ in 0..<2 {
      guard let digit = peek(), ("0"..."7").contains(digit) else { break }
      value = value * 8 + digit.value - 48
      position += 1
    }
    return UnicodeScalar(value) ?? "\0"
  }

  private mutating func hexadecimal() throws(RegularExpressionError) -> UnicodeScalar {
    var digits = ""
    if take("{") {
      while let scalar = peek(), scalar != "}" {
        digits.unicodeScalars.append(scalar)
        position += 1
      }
      guard take("}") else { throw RegularExpressionError(message: "a `{` is not closed") }
    } else {
      for _ in 0..<2 { digits.unicodeScalars.append(try next()) }
    }
    guard let value = UInt32(digits, radix: 16), let scalar = UnicodeScalar(value) else {
      throw RegularExpressionError(message: "an escape that is no code point")
    }
    return scalar
  }

  /// What stands behind `[`.
  mutating func bracketClass() throws(RegularExpressionError) -> RegexClass {
    var result = RegexClass([], ignoresCase: flags.ignoresCase)
    if take("^") { result.isNegated = true }
    var isFirst = true
    while true {
      guard let scalar = peek() else { throw RegularExpressionError(message: "a `[` is not closed") }
      if scalar == "]", !isFirst {
        position += 1
        return result
      }
      isFirst = false
      result.items.append(try bracketItem())
    }
  }

  private mutating func bracketItem() throws(RegularExpressionError) -> RegexClass.Item {
    if peek() == "[", peek(1) == ":", let named = try namedClass() { return .nested(named) }
    let low: UnicodeScalar
    if take("\\") {
      if let shorthand = try shorthandClass() { return .nested(shorthand) }
      low = try escapedScalar()
    } else {
      low = try next()
    }
    guard peek() == "-", let end = peek(1), end != "]" else { return .range(low.value...low.value) }
    position += 1
    let high = take("\\") ? try escapedScalar() : try next()
    guard low <= high else { throw RegularExpressionError(message: "a range of characters in the wrong order") }
    return .range(low.value...high.value)
  }

  /// `[:alpha:]` and its like.
  private mutating func namedClass() throws(RegularExpressionError) -> RegexClass? {
    guard let end = (position..<scalars.count).first(where: { scalars[$0] == ":" && $0 > position + 1 }),
      end + 1 < scalars.count, scalars[end + 1] == "]"
    else { return nil }
    var name = Text.string(scalars[(position + 2)..<end])
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let ranges = Self.namedRanges[name] else {
      throw RegularExpressionError(message: "an unknown class of characters `[:\(name):]`")
    }
    position = end + 2
    return RegexClass(ranges: ranges, isNegated: isNegated)
  }

  private static let namedRanges: [String: [ClosedRange<UInt32>]] = [
    "alnum": [48...57, 65...90, 97...122], "alpha": [65...90, 97...122], "ascii": [0...127], "blank": [9...9, 32...32],
    "cntrl": [0...31, 127...127], "digit": [48...57], "graph": [33...126], "lower": [97...122], "print": [32...126],
    "punct": [33...47, 58...64, 91...96, 123...126], "space": [9...13, 32...32], "upper": [65...90],
    "word": [48...57, 65...90, 95...95, 97...122], "xdigit": [48...57, 65...70, 97...102],
  ]
}
