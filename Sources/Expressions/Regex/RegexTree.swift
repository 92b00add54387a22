/// A parsed pattern.
indirect enum RegexTree {
  case empty
  case scalars(RegexClass)
  case assertion(RegexAssertion)
  case sequence([RegexTree])
  case alternatives([RegexTree])
  /// `maximum` is nil for no limit.
  case repetition(RegexTree, minimum: Int, maximum: Int?)
}

/// What must hold between two code points.
enum RegexAssertion: Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
}

/// A set of code points.
struct RegexClass: Sendable {
  enum Item: Sendable {
    case range(ClosedRange<UInt32>)
    /// A general category, by its one or two letters.
    case category(String, isNegated: Bool)
    case nested(RegexClass)
  }

  var items: [Item] = []
  var isNegated = false
  var ignoresCase = false

  init(_ items: [Item], isNegated: Bool = false, ignoresCase: Bool = false) {
    self.items = items
    self.isNegated = isNegated
    self.ignoresCase = ignoresCase
  }

  init(ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    items = ranges.map { .range($0) }
    self.isNegated = isNegated
  }

  func contains(_ scalar: UnicodeScalar) -> Bool { holds(scalar) != isNegated }

  private func holds(_ scalar: UnicodeScalar) -> Bool {
    if has(scalar) { return true }
    guard ignoresCase else { return false }
    return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].contains { other in
      other.unicodeScalars.count == 1 && other.unicodeScalars.allSatisfy(has)
    }
  }

  private func has(_ scalar: UnicodeScalar) -> Bool {
    items.contains { item in
      switch item {
      case .range(let range): range.contains(scalar.value)
      case .category(let name, let isNegated): scalar.properties.generalCategory.isIn(name) != isNegated
      case .nested(let inner): inner.contains(scalar)
      }
    }
  }
}

extension Unicode.GeneralCategory {
  /// Whether the category is the one of this abbreviation, or in the group of this letter.
  func isIn(_ name: String) -> Bool { abbreviation == name || (name.utf8.count == 1 && abbreviation.hasPrefix(name)) }

  /// All abbreviations that a pattern may name.
  static let abbreviations: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co",
  ]

  private var abbreviation: String {
    switch self {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    default: "Cn"
    }
  }
}
