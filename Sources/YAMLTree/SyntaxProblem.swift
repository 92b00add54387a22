internal import CYaml
internal import Diagnostics

/// libyaml's account of why it stopped.
struct SyntaxProblem {
  /// What it found wrong, in its own words.
  let problem: String
  /// What it was doing.
  let context: String
  /// Byte offset of the problem.
  let offset: Int
  /// Byte offset of where the thing it was doing began.
  let contextOffset: Int
  /// Whether the bytes were no text at all.
  let isReaderProblem: Bool

  /// libyaml's words for text behind a document that seemed complete.
  static let textAfterDocument = "did not find expected <document start>"

  init(_ parser: yaml_parser_t, in builder: TreeBuilder) {
    problem = parser.problem.map { String(cString: $0) } ?? ""
    context = parser.context.map { String(cString: $0) } ?? ""
    isReaderProblem = parser.error == YAML_READER_ERROR
    offset =
      isReaderProblem
      ? min(builder.base + parser.problem_offset, builder.source.count)
      : builder.offsets.offset(ofCharacter: parser.problem_mark.index)
    contextOffset = context.isEmpty ? offset : builder.offsets.offset(ofCharacter: parser.context_mark.index)
  }

  /// The message for people: what is wrong there and what to do about it.
  func diagnostic(in builder: TreeBuilder) -> Diagnostic {
    if isReaderProblem { return UnreadableBytes.diagnostic(near: offset, in: builder) }
    let place = SyntaxPlace(problem: self, builder: builder)
    for explain in SyntaxExplanations.all {
      if let diagnostic = explain(self, place) { return diagnostic }
    }
    return SyntaxExplanations.fallback(self, place)
  }
}

/// Looks at the text around a syntax problem.
struct SyntaxPlace {
  let offset: Int
  let contextOffset: Int
  private let source: UnsafeBufferPointer<UInt8>
  private let layout: Layout
  private let builder: TreeBuilder

  init(problem: SyntaxProblem, builder: TreeBuilder) {
    offset = problem.offset
    contextOffset = problem.contextOffset
    source = builder.source
    layout = builder.layout
    self.builder = builder
  }

  var isAtEnd: Bool { offset >= source.count }

  /// The byte at the problem; 0 at the end of the file.
  var byte: UInt8 { byte(at: offset) }

  func byte(at offset: Int) -> UInt8 { offset >= 0 && offset < source.count ? source[offset] : 0 }

  /// The character at an offset, or nothing at a line break or the end.
  func character(at offset: Int) -> Span {
    guard offset < source.count, layout.lineBreak(at: offset) == 0 else { return builder.span(offset, offset) }
    var end = offset + 1
    while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
    return builder.span(offset, end)
  }

  func span(_ start: Int, _ end: Int) -> Span { builder.span(start, end) }

  func text(_ span: Span) -> String {
    String(decoding: source[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  /// From an offset to the last thing on its line, at most `limit` bytes.
  func restOfLine(from start: Int, limit: Int = 80) -> Span {
    var end = start
    while end < source.count, layout.lineBreak(at: end) == 0, end - start < limit { end += 1 }
    while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
    return span(start, layout.trimmedEnd(end, notBefore: start))
  }

  /// The tab in the indentation of the line that holds `offset`, if there is one.
  func tabInIndentation(ofLineAt offset: Int) -> Int? {
    var start = min(offset, source.count)
    while start > 0, source[start - 1] != UInt8(ascii: "\n"), source[start - 1] != UInt8(ascii: "\r") { start -= 1 }
    while start < source.count, source[start] == UInt8(ascii: " ") { start += 1 }
    return start < source.count && source[start] == UInt8(ascii: "\t") ? start : nil
  }

  /// Whether anything but blanks stands before an offset on its line.
  func hasContentBefore(onLineOf offset: Int) -> Bool {
    var start = min(offset, source.count)
    while start > 0, layout.isBlank(at: start - 1) { start -= 1 }
    return start > 0 && !layout.endsBreak(before: start)
  }

  /// Whether a line break stands between two offsets.
  func isOnLaterLine(_ offset: Int, than start: Int) -> Bool {
    (start..<max(start, min(offset, source.count))).contains { layout.lineBreak(at: $0) > 0 }
  }

  /// The brackets that are open at the problem, innermost last: flow collections begun and not ended.
  var openBrackets: [Int] {
    builder.frames.compactMap { frame in
      let start = Int(builder.store.records[Int(frame.node)].start)
      let byte = byte(at: start)
      let isFlow = builder.store.records[Int(frame.node)].style == .flow
      return isFlow && (byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")) ? start : nil
    }
  }
}
