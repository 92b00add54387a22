internal import Diagnostics

/// Somebody asked for something that is not there.
public struct UnknownSubject: Error, Sendable {
  public var subject: String
  /// What was perhaps meant, the likeliest first; at most five.
  public var nearest: [String]
  /// Whether there was a model to look in.
  public var hasModel: Bool

  init(_ subject: String, among names: [String], hasModel: Bool) {
    self.subject = subject
    self.hasModel = hasModel
    nearest = Self.nearest(to: subject, among: names)
  }

  /// One line for people.
  public var message: String {
    "there is nothing called `\(subject)` to explain" + (nearest.first.map { "; did you mean `\($0)`?" } ?? "")
  }

  /// What to do instead.
  public var help: String {
    if nearest.count > 1 { return "near it are also " + nearest.dropFirst().map { "`\($0)`" }.joined(separator: ", ") }
    if !hasModel { return "findings and components need a model: name its files after the subject" }
    return
      "ask for a rule, a finding, a component, an operation, a link `a -> b`, a data set, a workload, a figure or a field"
  }

  /// Names that a slip of the fingers makes of the word, then names that contain it.
  private static func nearest(to word: String, among names: [String]) -> [String] {
    let found = Suggestion.nearest(3, to: word, among: names)
    guard word.utf8.count >= 3 else { return found }
    return found + names.lazy.filter { $0.contains(word) && !found.contains($0) }.prefix(5 - found.count)
  }
}
