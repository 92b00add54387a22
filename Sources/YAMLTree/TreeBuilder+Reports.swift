internal import Diagnostics

// What can be wrong with a file whose syntax is right.
extension TreeBuilder {
  mutating func reportDuplicateKey(_ key: UInt32, first: UInt32) {
    guard complaints.hasRoom() else { return }
    let again = span(of: key)
    complaints.add(
      Diagnostic(
        .error, "duplicate-key", "key \(quoted(key)) is given twice in one mapping",
        at: Label(again, "given again here"), secondary: [Label(span(of: first), "first defined here")],
        helps: ["remove or rename one of the two"]))
  }

  mutating func reportKeyNotScalar(at span: Span) {
    guard complaints.hasRoom() else { return }
    complaints.add(
      .error(
        "key-not-scalar", "a list or mapping stands where a key is expected", at: span,
        helps: ["write a plain word as key; put text that begins with `[` or `{` in quotes"]))
  }

  mutating func reportUnknownAnchor(_ name: String, at span: Span) {
    guard complaints.hasRoom() else { return }
    let short = shortened(name.utf8)
    // Searching for the nearest name takes time that a hostile file would like to spend a million times.
    let guess = anchors.count <= 200 ? Suggestion.nearest(to: name, among: anchors.keys.sorted()) : nil
    let help =
      guess.map { "did you mean `*\(shortened($0.utf8))`?" }
      ?? "write `&\(short)` before the value that is meant, above this line"
    complaints.add(
      .error("unknown-anchor", "no value before this place is marked `&\(short)`", at: span, helps: [help]))
  }

  mutating func reportRecursiveAlias(_ name: String, at place: Span, target: UInt32) {
    guard complaints.hasRoom() else { return }
    complaints.add(
      Diagnostic(
        .error, "recursive-alias", "`*\(shortened(name.utf8))` stands inside the value it refers to", at: Label(place),
        secondary: [Label(opening(of: target), "the value begins here")],
        helps: ["write the value out, or refer to a value that is complete before this line"]))
  }

  mutating func reportBadMerge(at span: Span) {
    guard complaints.hasRoom() else { return }
    complaints.add(
      .error(
        "bad-merge", "`<<` merges mappings, and this is none", at: span,
        helps: ["refer to a mapping, as in `<<: *defaults`, or to a list of mappings"]))
  }

  mutating func reportTooDeep(at offset: Int) -> Bool {
    stop("too-deep", "nested more than \(limits.maxDepth) levels deep", at: offset)
  }

  mutating func reportTooDeep(at offset: Int, following target: UInt32) -> Bool {
    complaints.add(
      Diagnostic(
        .error, "too-deep", "nested more than \(limits.maxDepth) levels deep where the alias is followed",
        at: Label(span(offset, offset + 1)), secondary: [Label(opening(of: target), "the alias stands for this value")])
    )
    return false
  }

  mutating func reportTooManyNodes(at offset: Int) -> Bool {
    stop("too-large", "more than \(limits.maxNodes) values in one file", at: offset, help: "split the file")
  }

  mutating func reportTooManyDocuments(at offset: Int) -> Bool {
    stop("too-large", "more than \(limits.maxDocuments) documents in one file", at: offset, help: "split the file")
  }

  mutating func reportTooManyTags(at offset: Int) {
    _ = stop("too-large", "more than \(UInt16.max) different tags in one file", at: offset)
  }

  mutating func reportAliasBomb(_ name: String, at span: Span, target: UInt32) -> Bool {
    complaints.add(
      Diagnostic(
        .error, "alias-bomb", "with its aliases written out, the file has more than \(limits.maxNodes) values",
        at: Label(span), secondary: [Label(opening(of: target), "`*\(shortened(name.utf8))` repeats this value")],
        notes: ["such a file is small to write and too large to read"],
        helps: ["do not nest aliases to values that hold many aliases themselves"]))
    return false
  }

  mutating func reportNoMemory() {
    complaints.add(.error("too-large", "not enough memory to read the file", at: span(0, 0)))
  }

  mutating func report(_ problem: SyntaxProblem) {
    complaints.add(problem.diagnostic(in: self))
    // What libyaml took for the whole document is only the part of it that it could make sense of.
    if problem.problem == SyntaxProblem.textAfterDocument, keptLastDocument { documents.removeLast() }
  }

  /// Reports what ends the reading; `false`, for the caller to hand on.
  private mutating func stop(_ code: String, _ message: String, at offset: Int, help: String? = nil) -> Bool {
    let place = span(offset, min(offset + 1, source.count))
    complaints.add(.error(code, message, at: place, helps: help.map { [$0] } ?? []))
    return false
  }

  /// The first bytes of a node, for pointing at something that may be still open or very long.
  private func opening(of node: UInt32) -> Span {
    let record = store.records[Int(node)]
    if record.isScalar { return span(of: node) }
    return span(Int(record.start), min(Int(record.start) + 1, source.count))
  }

  /// The text of a key in back-ticks.
  private func quoted(_ key: UInt32) -> String {
    store.withText(of: store.target(of: key), source: source) { "`\(shortened($0))`" }
  }

  /// A text cut where it would be a nuisance in a message.
  private func shortened(_ text: some Collection<UInt8>) -> String {
    let limit = 60
    let head = Array(text.prefix(limit + 1))
    guard head.count > limit else { return String(decoding: head, as: UTF8.self) }
    // The cut may fall within a character; what is left of it is dropped.
    var end = limit
    while end > 0, head[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: head[..<end], as: UTF8.self) + "…"
  }
}
