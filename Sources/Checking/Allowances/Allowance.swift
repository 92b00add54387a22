public import Diagnostics
public import Rules

/// A finding that somebody takes responsibility for.
public struct Allowance: Sendable, Hashable {
  public var rule: String
  public var scope: Scope
  /// Always there.
  public var reason: String
  /// The last day on which it holds, ISO 8601.
  public var until: String?
  /// Where it is written.
  public var span: Span
  public var owner: String?
  public var ticket: String?

  public init(
    rule: String, scope: Scope, reason: String, until: String?, span: Span, owner: String? = nil, ticket: String? = nil
  ) {
    self.rule = rule
    self.scope = scope
    self.reason = reason
    self.until = until
    self.span = span
    self.owner = owner
    self.ticket = ticket
  }

  /// What it covers.
  public enum Scope: Sendable, Hashable {
    /// A YAML node: findings on it and on everything inside.
    case node(Span)
    /// The entity with this id.
    case subject(String)
  }

  /// Whether it has run out on a day.
  func isExpired(on today: String) -> Bool { until.map { $0 < today } ?? false }
}

/// A finding that is allowed, with the allowance.
public struct AllowedFinding: Sendable {
  public var finding: Finding
  public var allowance: Allowance

  public init(finding: Finding, allowance: Allowance) {
    self.finding = finding
    self.allowance = allowance
  }
}
