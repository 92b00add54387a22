public import Analysis
public import Diagnostics

/// What a session answers to one line. Texts are free of markup.
public enum SessionAnswer: Sendable {
  case explanation(Explanation)
  case sections([Explanation.Section])
  /// One line.
  case text(String)
  /// What the system carries, and what it did before the settings.
  case capacity(CapacityAnalysis, before: CapacityAnalysis?)
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
