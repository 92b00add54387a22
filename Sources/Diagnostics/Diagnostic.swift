/// How much a message weighs.
public enum Severity: UInt8, Comparable, CaseIterable, Sendable {
  case note, warning, error

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

  /// The word people read and write.
  public var word: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  public init?(word: String) {
    guard let match = Severity.allCases.first(where: { $0.word == word }) else { return nil }
    self = match
  }
}

/// A place with a few words about it.
public struct Label: Hashable, Sendable {
  public var span: Span
  /// May be empty: then only the underline is shown.
  public var text: String

  public init(_ span: Span, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// One message about an input, free of markup.
///
/// Messages are lower case, without a final stop, with names in back-ticks. `message` and labels say what is the case;
/// only `helps` advise.
public struct Diagnostic: Hashable, Sendable {
  public var severity: Severity
  /// A kebab-case word that people can search for, e.g. `unknown-key`.
  public var code: String
  public var message: String
  /// Where; `nil` only for what has no place, such as a file that cannot be opened.
  public var primary: Label?
  public var secondary: [Label]
  /// Facts.
  public var notes: [String]
  /// Actions.
  public var helps: [String]

  public init(
    _ severity: Severity, _ code: String, _ message: String, at primary: Label? = nil, secondary: [Label] = [],
    notes: [String] = [], helps: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.notes = notes
    self.helps = helps
  }

  /// An error at a span.
  public static func error(
    _ code: String, _ message: String, at span: Span?, _ label: String = "", helps: [String] = []
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: span.map { Label($0, label) }, helps: helps)
  }
}
