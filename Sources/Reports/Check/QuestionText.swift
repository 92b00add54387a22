import Rules

/// Unstated facts in words.
enum QuestionText {
  /// What stating the fact would settle: `4 checks of 2 rules`.
  static func gain(_ question: Question) -> String {
    if question.settles == 1, let rule = question.rules.first { return "settles \(Words.code(rule))" }
    return "settles \(Words.count(question.settles, "check")) of \(Words.count(question.rules.count, "rule"))"
  }
}
