/// What the place where messages are shown can do.
public struct RenderStyle: Sendable {
  /// Whether to write ANSI colour codes.
  public var color: Bool
  /// Display cells in a line of excerpt, gutter included. Longer lines are cut; messages never are.
  public var width: Int

  public init(color: Bool = false, width: Int = 120) {
    self.color = color
    self.width = width
  }
}

/// What a piece of output is, from which its colour follows.
enum Role: Equatable {
  case plain, strong, gutter, secondary
  case severity(Severity)

  /// The parameters of the ANSI code ("select graphic rendition").
  private var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .gutter, .secondary: "1;34"
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.note): "1;36"
    }
  }

  /// The text in this role's colour.
  func paint(_ text: String, _ style: RenderStyle) -> String {
    guard style.color, !text.isEmpty, let code else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
