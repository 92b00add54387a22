internal import Diagnostics

extension SyntaxExplanations {
  static func indentation(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    switch (problem.context, problem.problem) {
    case ("while parsing a block mapping", _): return misplacedInMapping(place)
    case (_, "block sequence entries are not allowed in this context"):
      return .error(
        "bad-indentation", "a list cannot begin here", at: place.character(at: place.offset),
        helps: ["put the list on lines of its own, indented beneath its key; put text that begins with `- ` in quotes"])
    case (_, "mapping keys are not allowed in this context"):
      return .error(
        "bad-indentation", "a key cannot begin here", at: place.character(at: place.offset),
        helps: [
          "put the mapping on lines of its own, indented beneath its key; put text that begins with `? ` in quotes"
        ])
    case (_, "did not find expected node content"):
      return .error(
        "yaml-syntax", "a value is expected here", at: place.character(at: place.offset),
        helps: ["put text that begins with a special character in quotes"])
    case (_, SyntaxProblem.textAfterDocument):
      return .error(
        "bad-indentation", "the document has ended, but text follows", at: place.restOfLine(from: place.offset),
        helps: ["indent the line like the lines before it; begin a further document with `---`"])
    default: return nil
    }
  }

  /// Something that is no key stands where the next key of a mapping is expected.
  private static func misplacedInMapping(_ place: SyntaxPlace) -> Diagnostic {
    let mapping = Label(place.character(at: place.contextOffset), "the mapping begins here")
    let rest = place.restOfLine(from: place.offset)
    if place.hasContentBefore(onLineOf: place.offset) {
      return .error(
        "yaml-syntax", "text follows a value that is complete", at: rest,
        helps: ["put the whole value in quotes, and escape the quotes within it"])
    }
    if place.text(rest).hasPrefix("- ") || place.text(rest) == "-" {
      return Diagnostic(
        .error, "bad-indentation", "a list item stands among the keys of a mapping", at: Label(rest),
        secondary: [mapping], helps: ["indent the list beneath the key that it belongs to"])
    }
    return Diagnostic(
      .error, "bad-indentation", "the indentation of this line fits no line above it", at: Label(rest),
      secondary: [mapping], helps: ["indent the line like the other keys of its mapping"])
  }

  static func escape(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.context == "while parsing a quoted scalar" else { return nil }
    // libyaml points at the backslash or behind what it has read of a long escape.
    var start = place.offset
    while start > place.contextOffset, place.byte(at: start) != UInt8(ascii: "\\") { start -= 1 }
    let span = place.span(start, Int(place.character(at: start + 1).end))
    return .error(
      "yaml-syntax", "`\(place.text(span))` is not a known escape", at: span,
      helps: ["write `\\\\` for a backslash, or use single quotes, in which nothing is escaped"])
  }

  static func undefinedTag(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.problem == "found undefined tag handle" else { return nil }
    return .error(
      "yaml-syntax", "the handle of this tag is not defined", at: word(at: place.offset, place),
      helps: ["define the handle by `%TAG` above `---`, or put text that begins with `!` in quotes"])
  }

  static func names(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    let things = [
      "while scanning an alias": ("alias", "*"), "while scanning an anchor": ("anchor", "&"),
      "while scanning a tag": ("tag", "!"), "while parsing a tag": ("tag", "!"),
    ]
    guard let (thing, sign) = things[problem.context] else { return nil }
    return .error(
      "yaml-syntax", "this is no valid \(thing)", at: word(at: place.contextOffset, place),
      helps: ["put text that begins with `\(sign)` in quotes"])
  }

  static func blockHeader(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    guard problem.context == "while scanning a block scalar" else { return nil }
    return .error(
      "yaml-syntax", "a block of text must begin on the next line", at: place.restOfLine(from: place.contextOffset),
      helps: [
        "after `|` or `>` only `+`, `-`, a digit from 1 to 9 and a comment may stand; else put the text in quotes"
      ])
  }

  static func directive(_ problem: SyntaxProblem, _ place: SyntaxPlace) -> Diagnostic? {
    let isDirective =
      problem.context.contains("directive") || problem.problem.contains("directive")
      || problem.problem == "found incompatible YAML document"
    guard isDirective else { return nil }
    let isVersion = problem.problem == "found incompatible YAML document"
    let message = isVersion ? "this version of YAML is not known" : "this line is no valid directive"
    let start = problem.context.isEmpty ? place.offset : place.contextOffset
    return .error(
      "yaml-syntax", message, at: place.restOfLine(from: start),
      helps: [
        isVersion
          ? "write `%YAML 1.2`, or remove the line" : "remove the line, or put text that begins with `%` in quotes"
      ])
  }

  /// From an offset to the next blank.
  private static func word(at offset: Int, _ place: SyntaxPlace) -> Span {
    let line = place.restOfLine(from: offset)
    let blank = (Int(line.start)..<Int(line.end)).first { [0x20, 0x09].contains(place.byte(at: $0)) }
    return place.span(offset, blank ?? Int(line.end))
  }
}
