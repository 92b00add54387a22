public import Rules

/// What selectors look at of a rule, known before the rule itself is read.
public struct RuleName: Hashable, Sendable {
  public var id: String
  public var concern: String

  public init(id: String, concern: String) {
    self.id = id
    self.concern = concern
  }

  public init(_ rule: Rule) { self.init(id: rule.id, concern: rule.concern) }
}

/// Names rules in a configuration: an id (`missing-timeout`), a glob over ids (`missing-*`), or with a slash either of
/// them behind a concern (`idempotency/*`).
public struct RuleSelector: Hashable, Sendable {
  /// As written.
  public let text: String
  private let pattern: GlobPattern

  public init(_ text: String) {
    self.text = text
    pattern = GlobPattern(text)
  }

  /// Whether it names one rule, rather than all that look alike.
  public var isExact: Bool { pattern.isLiteral }

  /// Where two selectors disagree about a rule, the one of the higher rank is heard: an exact one before every glob, and
  /// of two globs the one that spells out more.
  public var rank: Int { isExact ? .max : pattern.literalCount }

  public func matches(_ rule: RuleName) -> Bool {
    pattern.matches(text.contains("/") ? "\(rule.concern)/\(rule.id)" : rule.id)
  }
}

extension [RuleSelector] {
  /// The rank of the most specific selector that matches; `nil` if none does.
  func rank(on rule: RuleName) -> Int? { filter { $0.matches(rule) }.map(\.rank).max() }
}
