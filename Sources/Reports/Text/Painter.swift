/// Puts ANSI colours around words; colour never carries a meaning of its own.
public struct Painter: Sendable {
  /// What a piece of text is.
  public enum Style: Sendable {
    case strong, dim, error, warning, note, good

    /// The parameters of the ANSI code ("select graphic rendition").
    var code: String {
      switch self {
      case .strong: "1"
      case .dim: "2"
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .good: "1;32"
      }
    }
  }

  /// Whether to write codes at all.
  public var color: Bool

  /// Creates a painter.
  public init(color: Bool) { self.color = color }

  /// The text in a style, or as it is where colour is off.
  public func paint(_ text: String, _ style: Style) -> String {
    color && !text.isEmpty ? "\u{1B}[\(style.code)m\(text)\u{1B}[0m" : text
  }

  /// A text from outside without anything that a terminal would obey.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }
}
