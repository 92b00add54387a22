/// Reads RE2's syntax (github.com/google/re2/wiki/Syntax) but for scripts (`\p{Greek}`) and `\C`.
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  static let maximumDepth = 200
  static let maximumRepetition = 1000

  let scalars: [UnicodeScalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func parse() throws(RegularExpressionError) -> RegexTree {
    let tree = try alternatives()
    if position < scalars.count { throw RegularExpressionError(message: "unexpected `)`") }
    return tree
  }

  func peek(_ ahead: Int = 0) -> UnicodeScalar? {
    position + ahead < scalars.count ? scalars[position + ahead] : nil
  }

  mutating func take(_ scalar: UnicodeScalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  mutating func next() throws(RegularExpressionError) -> UnicodeScalar {
    guard let scalar = peek() else { throw RegularExpressionError(message: "the pattern ends too early") }
    position += 1
    return scalar
  }

  private mutating func alternatives() throws(RegularExpressionError) -> RegexTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw RegularExpressionError(message: "nested too deeply") }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(RegularExpressionError) -> RegexTree {
    var parts: [RegexTree] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      if scalar == "\\", peek(1) == "Q" {
        quoted(into: &parts)
        continue
      }
      let part = try atom()
      parts.append(try repeated(part))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// `\Q…\E`: the text as it is.
  private mutating func quoted(into parts: inout [RegexTree]) {
    position += 2
    while let scalar = peek() {
      if scalar == "\\", peek(1) == "E" {
        position += 2
        return
      }
      parts.append(literal(scalar))
      position += 1
    }
  }

  func literal(_ scalar: UnicodeScalar) -> RegexTree {
    .scalars(RegexClass([.range(scalar.value...scalar.value)], ignoresCase: flags.ignoresCase))
  }

  private mutating func repeated(_ part: RegexTree) throws(RegularExpressionError) -> RegexTree {
    var tree = part
    var isRepeated = false
    while let (minimum, maximum) = try repetition() {
      if isRepeated { throw RegularExpressionError(message: "a repetition of a repetition needs parentheses") }
      isRepeated = true
      tree = .repetition(tree, minimum: minimum, maximum: maximum)
      _ = take("?")
    }
    return tree
  }

  private mutating func repetition() throws(RegularExpressionError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard peek() == "{" else { return nil }
    let start = position
    position += 1
    guard let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard take("}") else {
      position = start
      return nil
    }
    guard minimum <= Self.maximumRepetition, (maximum ?? 0) <= Self.maximumRepetition,
      maximum.map({ $0 >= minimum }) ?? true
    else { throw RegularExpressionError(message: "a repetition out of range") }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = peek(), ("0"..."9").contains(digit), (value ?? 0) < 100_000 {
      value = (value ?? 0) * 10 + Int(digit.value - 48)
      position += 1
    }
    return value
  }

  private mutating func atom() throws(RegularExpressionError) -> RegexTree {
    let scalar = try next()
    switch scalar {
    case "(": return try group()
    case "[": return .scalars(try bracketClass())
    case ".":
      return .scalars(RegexClass(ranges: flags.dotMatchesNewline ? [] : [10...10], isNegated: true))
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?": throw RegularExpressionError(message: "`\(scalar)` has nothing to repeat")
    case "{":
      position -= 1
      if try repetition() != nil { throw RegularExpressionError(message: "a repetition of nothing") }
      position += 1
      return literal(scalar)
    default: return literal(scalar)
    }
  }

  private mutating func group() throws(RegularExpressionError) -> RegexTree {
    let outer = flags
    if take("?") {
      if peek() == "P" || peek() == "<" {
        _ = take("P")
        guard take("<") else { throw RegularExpressionError(message: "an unknown kind of group") }
        while let scalar = peek(), scalar != ">" { position += scalar == ")" ? scalars.count : 1 }
        guard take(">") else { throw RegularExpressionError(message: "a group's name is not closed") }
      } else if try setFlags() {
        return .empty
      }
    }
    let tree = try alternatives()
    guard take(")") else { throw RegularExpressionError(message: "a `(` is not closed") }
    flags = outer
    return tree
  }

  /// `(?i)` sets flags for the rest of the group and `(?i:` for a group of its own; true for the first.
  private mutating func setFlags() throws(RegularExpressionError) -> Bool {
    var isOn = true
    while true {
      switch try next() {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": break
      case "-": isOn = false
      case ":": return false
      case ")": return true
      default: throw RegularExpressionError(message: "an unknown kind of group")
      }
    }
  }
}
