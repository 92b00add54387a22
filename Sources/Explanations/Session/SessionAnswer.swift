public import Analysis
internal import Checking
public import Diagnostics

/// What a system carries in a session, for whoever puts it into words.
public struct SessionCapacity: Sendable {
  private let now: SessionState
  private let before: SessionState?

  init(_ now: SessionState, before: SessionState?) {
    self.now = now
    self.before = before
  }

  /// The text that `render` makes of the analysis, and of that without the settings. The analyses are for this alone.
  public func text(_ render: (CapacityAnalysis, _ before: CapacityAnalysis?) -> String) -> String {
    now.reading { render($0.analysis, before?.analysis) }
  }
}

/// What a session answers to one line. Texts are free of markup.
public enum SessionAnswer: Sendable {
  case explanation(Explanation)
  case sections([Explanation.Section])
  /// One line.
  case text(String)
  /// What the system carries, and what it did before the settings.
  case capacity(SessionCapacity)
  /// The caller is to read other files, and to hand them over with `Session.load`.
  case load(path: String)
  /// The caller is to write the patch that these edits make.
  case save(path: String, edits: [TextEdit])
  /// It was not understood, or cannot be done.
  case problem(String, help: String?)
  /// The same with a place in what was typed.
  case mistake(Diagnostic)
  case quit
  case nothing
}
