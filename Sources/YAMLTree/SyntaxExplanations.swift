internal import Diagnostics

/// Says in plain words what libyaml's messages mean.
///
/// Each function recognises one family of problems, by libyaml's `problem` and `context`, and returns `nil` for all
/// others.
enum SyntaxExplanations {
  typealias Explanation = @Sendable (SyntaxProblem, SyntaxPlace) -> Diagnostic?

  /// In this order: a tab or an open bracket often is the true reason of what would be reported otherwise.
  static let all: [Explanation] = [
    tab, unclosedQuote, unclosedBracket, secondColon, missingColon, forbiddenStart, missingDash, indentation, escape,
    undefinedTag, names, blockHeader, directive,
  ]

  static func fallback(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic {
    var diagnostic = Diagnostic.error("yaml-syntax", "this is not valid YAML", at: place.character(at: place.offset))
    diagnostic.notes = [problem.context.isEmpty ? problem.problem : "\(problem.problem), \(problem.context)"]
    return diagnostic
  }

  private static func tab(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    let mentionsTab = problem.problem.contains("tab character")
    let candidates = mentionsTab || problem.problem.hasPrefix("found character that cannot start")
    let isIndentation = problem.problem.contains("expected") || problem.problem.contains("not allowed")
    guard candidates || isIndentation, let tab = place.tabInIndentation(ofLineAt: place.offset) else { return nil }
    // A tab further left than the problem may be innocent (within brackets), one at the problem is not.
    guard mentionsTab || tab == place.offset || place.openBrackets.isEmpty else { return nil }
    return .error(
      "tab-in-indentation", "a tab is used for indentation", at: place.span(tab, tab + 1), "YAML indents with spaces",
      helps: ["replace the tab by spaces"])
  }

  private static func unclosedQuote(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.context == "while scanning a quoted scalar" else { return nil }
    let quote = place.text(place.character(at: place.contextOffset))
    let what = problem.problem.contains("document indicator") ? "the document" : "the file"
    var help = "add the closing `\(quote)`"
    if quote == "'" { help += "; an apostrophe within single quotes is written `''`" }
    return .error(
      "unclosed-quote", "text in quotes is not closed before the end of \(what)",
      at: place.character(at: place.contextOffset), "opened here", helps: [help])
  }

  private static func unclosedBracket(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    let isFlow = problem.context == "while parsing a flow sequence" || problem.context == "while parsing a flow mapping"
    let isMissingContent = problem.problem == "did not find expected node content"
    let open = place.openBrackets.last
    guard isFlow || isMissingContent && open != nil else { return nil }
    let bracket = isFlow ? place.contextOffset : open ?? place.contextOffset
    let isMapping = place.byte(at: bracket) == UInt8(ascii: "{")
    let closing = isMapping ? "}" : "]"
    let opening = Label(place.character(at: bracket), "this bracket is open")
    let found = place.text(place.character(at: place.offset))
    if place.isAtEnd || ["]", "}"].contains(found) && found != closing {
      let end = place.isAtEnd ? "" : ", but `\(found)` follows"
      return Diagnostic(
        .error, "unclosed-bracket", "`\(isMapping ? "{" : "[")` is not closed\(end)",
        at: place.isAtEnd ? Label(opening.span, "opened here") : Label(place.character(at: place.offset)),
        secondary: place.isAtEnd ? [] : [opening], helps: ["add the closing `\(closing)`"])
    }
    if isMissingContent {
      return Diagnostic(
        .error, "yaml-syntax", "a value is expected before `\(found)`", at: Label(place.character(at: place.offset)),
        secondary: [opening], helps: ["remove the extra `\(found)`, or put the text in quotes"])
    }
    let help =
      "close the bracket with `\(closing)`, or separate the values by `,`; put text that holds a comma, bracket or colon "
      + "in quotes"
    let expected = "`,` or `\(closing)` is expected here"
    if place.isOnLaterLine(place.offset, than: bracket) {
      // Most likely the bracket was forgotten lines ago, and everything since was taken for its content.
      return Diagnostic(
        .error, "unclosed-bracket", "`\(isMapping ? "{" : "[")` is not closed", at: Label(opening.span, "opened here"),
        secondary: [Label(place.restOfLine(from: place.offset), expected)], helps: [help])
    }
    return Diagnostic(
      .error, "unclosed-bracket", expected, at: Label(place.restOfLine(from: place.offset)), secondary: [opening],
      helps: [help])
  }

  private static func secondColon(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.problem == "mapping values are not allowed in this context" else { return nil }
    return .error(
      "yaml-syntax", "a `key: value` pair cannot begin here", at: place.character(at: place.offset),
      "this `:` follows a value",
      helps: ["put a value that holds `: ` in quotes; put a nested mapping on lines of its own, indented further"])
  }

  private static func missingColon(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.problem == "could not find expected ':'" else { return nil }
    let text = place.restOfLine(from: place.contextOffset)
    return .error(
      "yaml-syntax", "`:` is missing after this key", at: text,
      helps: ["write `key: value`; a list item begins with `- `; a long text continues on lines indented further"])
  }

  private static func forbiddenStart(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.problem == "found character that cannot start any token" else { return nil }
    let character = place.text(place.character(at: place.offset))
    if character == "\t" {
      return .error(
        "tab-in-indentation", "a tab stands where only spaces may", at: place.character(at: place.offset),
        helps: ["replace the tab by spaces"])
    }
    return .error(
      "yaml-syntax", "plain text cannot begin with `\(character)`", at: place.character(at: place.offset),
      helps: ["put the text in quotes"])
  }

  private static func missingDash(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.context == "while parsing a block collection" else { return nil }
    return Diagnostic(
      .error, "bad-indentation", "`-` is expected here", at: Label(place.restOfLine(from: place.offset)),
      secondary: [Label(place.character(at: place.contextOffset), "the list begins here")],
      helps: ["begin the line with `- ` to go on with the list, or indent it like the key that ends the list"])
  }
}
