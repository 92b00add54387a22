internal import Diagnostics
internal import Frontends
internal import YAMLTree

/// Allowances written as comments: `# topolint: allow[rule-id] until 2027-06-30 -- reason`.
enum AllowanceComments {
  static func read(_ stream: YAMLStream, rules: [String]) -> (allowances: [Allowance], problems: [Diagnostic]) {
    var allowances: [Allowance] = []
    var problems: [Diagnostic] = []
    for comment in stream.comments(marker: "topolint:") {
      var parser = CommentParser(comment: comment, rules: rules)
      switch parser.parse() {
      case .success(let found): allowances += found
      case .failure(let problem): problems.append(problem.diagnostic)
      }
    }
    return (allowances, problems)
  }
}

private struct CommentProblem: Error {
  var diagnostic: Diagnostic
}

private struct CommentParser {
  let comment: YAMLComment
  let rules: [String]

  private static let form = "write `# topolint: allow[rule-id] until 2027-06-30 -- reason`"

  mutating func parse() -> Result<[Allowance], CommentProblem> {
    var rest = Substring(comment.text)
    guard rest.hasPrefix("allow["), let close = rest.firstIndex(of: "]") else {
      return failure("bad-comment", "`topolint:` is followed by something that is not understood", help: Self.form)
    }
    let names = rest[rest.index(rest.startIndex, offsetBy: 6)..<close].split(separator: ",").map { $0.trimmed() }
    rest = rest[rest.index(after: close)...]
    for name in names where !rules.contains(name) {
      return .failure(
        CommentProblem(diagnostic: ConfigurationReader.unknownRule(name, at: comment.textSpan, known: rules)))
    }
    if names.isEmpty { return failure("bad-comment", "an allowance names its rule", help: Self.form) }
    guard let dash = rest.firstRange(of: "--") else {
      return failure("allow-without-reason", "an allowance needs a reason", help: Self.form)
    }
    let reason = rest[dash.upperBound...].trimmed()
    if reason.isEmpty { return failure("allow-without-reason", "an allowance needs a reason", help: Self.form) }
    let until = rest[..<dash.lowerBound].trimmed()
    return build(names, until: until, reason: reason)
  }

  private func build(_ names: [String], until: String, reason: String) -> Result<[Allowance], CommentProblem> {
    var date: String?
    if !until.isEmpty {
      let words = until.split(separator: " ").map(String.init)
      guard words.count == 2, words[0] == "until", CalendarDate.isValid(words[1]) else {
        return failure("bad-comment", "`\(until)` is not understood", help: Self.form)
      }
      date = words[1]
    }
    guard let covered = comment.coveredSpan else {
      return failure("bad-comment", "the allowance covers nothing", help: "write it on or above the entry it is about")
    }
    return .success(
      names.map { Allowance(rule: $0, scope: .node(covered), reason: reason, until: date, span: comment.span) })
  }

  private func failure(_ code: String, _ message: String, help: String) -> Result<[Allowance], CommentProblem> {
    .failure(CommentProblem(diagnostic: .error(code, message, at: comment.textSpan, helps: [help])))
  }
}

extension Substring {
  fileprivate func trimmed() -> String {
    var rest = self.drop { $0 == " " }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }

  /// The first place of a text. (`StringProtocol.range(of:)` would bring in all of Foundation.)
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
