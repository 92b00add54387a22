public import Diagnostics
public import Rules

/// One entry of `rules`.
public struct RuleEntry: Sendable {
  public var selector: RuleSelector
  public var settings: RuleSettings

  public init(_ selector: RuleSelector, _ settings: RuleSettings) {
    self.selector = selector
    self.settings = settings
  }
}

/// Settings of one rule, or of all that a glob matches.
public struct RuleSettings: Sendable {
  /// Final: neither assumptions nor tiers change it.
  public var severity: Severity?
  /// `nil` if nothing is said about it.
  public var isOff: Bool?
  /// In the order of the file.
  public var parameters: [ConfiguredParameter] = []
  public var unknown: UnknownPolicy?
  /// Subjects that the rule is not to speak of.
  public var except: [SubjectException] = []

  public init() {}

  /// Whether the rule is off; a severity says that it is not.
  var decidesOff: Bool? { isOff ?? (severity == nil ? nil : false) }

  /// Takes over what a more specific entry states. Parameters are replaced one by one; exceptions add up, since each
  /// names a subject of its own.
  mutating func override(with other: RuleSettings) {
    severity = other.severity ?? severity
    isOff = other.decidesOff ?? isOff
    unknown = other.unknown ?? unknown
    for parameter in other.parameters {
      parameters.removeAll { $0.name == parameter.name }
      parameters.append(parameter)
    }
    except += other.except
  }
}

/// A parameter that the configuration sets.
public struct ConfiguredParameter: Sendable {
  public var name: String
  /// As written; read when the type is known from the rule.
  public var text: String
  public var nameSpan: Span
  public var valueSpan: Span

  public init(name: String, text: String, nameSpan: Span, valueSpan: Span) {
    self.name = name
    self.text = text
    self.nameSpan = nameSpan
    self.valueSpan = valueSpan
  }
}

/// One item of `except`.
public struct SubjectException: Sendable {
  public var pattern: GlobPattern
  public var span: Span

  public init(_ pattern: GlobPattern, span: Span) {
    self.pattern = pattern
    self.span = span
  }
}
