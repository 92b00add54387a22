public import Diagnostics

/// A comment that speaks to the program, such as `# topolint: allow[…]`.
public struct YAMLComment: Sendable {
  /// From the `#` to the end of the line.
  public let span: Span
  /// What follows the marker, without blanks around it.
  public let text: String
  /// Where `text` stands.
  public let textSpan: Span
  /// The position of its document in the stream.
  public let document: Int
  /// The item, or the value of the entry, that the comment is about; `nil` if nothing follows it.
  ///
  /// After content on the same line: the innermost entry or item of a block collection that begins on that line (in a
  /// flow collection of several lines, the outermost that does). On a line of its own: the entry or item that begins on
  /// the next line with content.
  public let covered: YAMLNode?
  /// From the key (or the item's value) to the end of the value.
  public let coveredSpan: Span?
}

extension YAMLStream {
  /// The comments that begin with `marker`, in file order. A `#` within a scalar is no comment.
  ///
  /// O(bytes), one comparison a byte if the marker does not occur.
  public func comments(marker: String = "topolint:") -> [YAMLComment] {
    guard !documents.isEmpty, !marker.isEmpty else { return [] }
    return file.bytes.withUnsafeBufferPointer { source in
      CommentScanner(source: source, marker: Array(marker.utf8), stream: self).comments()
    }
  }
}

/// Finds comments in the text and tells them from text that only looks like one.
struct CommentScanner {
  let source: UnsafeBufferPointer<UInt8>
  let marker: [UInt8]
  let stream: YAMLStream

  func comments() -> [YAMLComment] {
    let layout = Layout(source: source)
    var result: [YAMLComment] = []
    var coverage: Coverage?
    var next = 0
    while let found = findBytes(marker, in: source, from: next) {
      next = found + marker.count
      guard let start = commentStart(before: found), let document = document(at: start),
        !isInScalar(start, document)
      else { continue }
      var end = next
      while end < source.count, layout.lineBreak(at: end) == 0 { end += 1 }
      if coverage?.document !== document { coverage = Coverage(source: source, document: document) }
      let entry = coverage?.entry(forCommentAt: start)
      result.append(comment(start: start, textStart: next, end: end, document, entry))
      next = end
    }
    return result
  }

  /// The `#` that turns the marker at `offset` into a comment: blanks only between them, and a blank before the `#`.
  private func commentStart(before offset: Int) -> Int? {
    let layout = Layout(source: source)
    var start = offset - 1
    while start >= 0, layout.isBlank(at: start) { start -= 1 }
    guard start >= 0, source[start] == UInt8(ascii: "#") else { return nil }
    let isAfterMark = start == 3 && source.starts(with: [0xEF, 0xBB, 0xBF])
    let begins = start == 0 || isAfterMark || layout.isBlank(at: start - 1) || layout.endsBreak(before: start)
    return begins ? start : nil
  }

  /// The document that holds the offset, unless it could not be read: after an error nothing is known about the text.
  private func document(at offset: Int) -> YAMLDocument? {
    let document = stream.documents.last { $0.span.start <= offset }
    if let document, stream.readEnd <= offset, document.index == stream.documents.count - 1 { return nil }
    return document
  }

  /// Whether a `#` is part of a scalar. The line of a block scalar's `|` may well have a comment.
  private func isInScalar(_ offset: Int, _ document: YAMLDocument) -> Bool {
    // Scalars do not overlap, so no earlier one can reach as far.
    guard let record = document.store.lastNode(startingBefore: UInt32(offset)), record.isScalar, record.end > offset
    else { return false }
    guard record.style == .literal || record.style == .folded else { return true }
    let layout = Layout(source: source)
    return (Int(record.start)..<offset).contains { layout.lineBreak(at: $0) > 0 }
  }

  private func comment(
    start: Int, textStart: Int, end: Int, _ document: YAMLDocument, _ entry: (node: YAMLNode, span: Span)?
  ) -> YAMLComment {
    let layout = Layout(source: source)
    var first = textStart
    while first < end, layout.isBlank(at: first) { first += 1 }
    let last = layout.trimmedEnd(end, notBefore: first)
    let span = { (start: Int, end: Int) in Span(file: stream.id, start: UInt32(start), end: UInt32(end)) }
    return YAMLComment(
      span: span(start, max(last, textStart)), text: String(decoding: source[first..<last], as: UTF8.self),
      textSpan: span(first, last), document: document.index, covered: entry?.node, coveredSpan: entry?.span)
  }
}

extension Layout {
  /// Whether a line break ends right before `offset`.
  func endsBreak(before offset: Int) -> Bool {
    (1...3).contains { back in offset >= back && lineBreak(at: offset - back) == back }
  }
}

extension NodeStore {
  /// The node that begins last before an offset. Nodes are in file order: O(log nodes).
  func lastNode(startingBefore offset: UInt32) -> NodeRecord? {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : records[low - 1]
  }
}
