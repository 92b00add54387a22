public import Diagnostics

/// What a report needs besides the result: the text of the files, and how much to show in which dress.
public struct ReportContext: Sendable {
  /// The files that the spans of the result point into.
  public var sources: Sources
  /// The version of topolint, for formats that name their writer.
  public var toolVersion: String
  /// Colour and width; only reports for a terminal heed it.
  public var style: RenderStyle
  /// How much a report for a terminal says.
  public var detail: Detail
  /// Shows what is otherwise only counted: findings beyond the tenth, questions beyond the eighth.
  public var showsAll: Bool

  /// Steps of detail.
  public enum Detail: Sendable {
    /// One line for each finding, and the summary.
    case quiet
    /// Excerpts, two fixes a finding, the first questions.
    case normal
    /// Every fix, the rules behind every question, and the formulas behind figures.
    case verbose
  }

  /// Creates a context.
  public init(
    sources: Sources, toolVersion: String, style: RenderStyle, detail: Detail = .normal, showsAll: Bool = false
  ) {
    self.sources = sources
    self.toolVersion = toolVersion
    self.style = style
    self.detail = detail
    self.showsAll = showsAll
  }

  /// Where a span begins as people and editors write it: `shop.yaml:12:7`.
  public func place(_ span: Span) -> String {
    let start = sources.start(of: span)
    return "\(sources[span.file].path):\(start.line):\(start.column)"
  }
}
