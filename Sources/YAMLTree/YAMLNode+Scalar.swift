public import Diagnostics

extension YAMLNode {
  /// The decoded text of a scalar; empty for collections. Makes a string: O(length).
  public var text: String { withTextBytes { String(decoding: $0, as: UTF8.self) } }

  /// Whether the decoded text of a scalar is exactly `text`. Allocates nothing.
  public func hasText(_ text: String) -> Bool {
    guard isScalar, Int(record.count) == text.utf8.count else { return false }
    return withTextBytes { own in own.elementsEqual(text.utf8) }
  }

  /// Calls `body` with the UTF-8 bytes of the decoded text; with no bytes for collections.
  public func withTextBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try document.file.bytes.withUnsafeBufferPointer { source in
      try document.store.withText(of: index, source: source, body)
    }
  }

  /// Whether the decoded text stands in the file word for word.
  public var textIsSource: Bool { record.shape == .sourceScalar }

  /// Whether the scalar is `null` in the core schema, as an empty value is.
  public var isNull: Bool { scalar == .null }

  /// What the scalar means in the core schema of YAML 1.2.
  ///
  /// Only plain scalars without a tag, or with one of the core schema's own tags, are more than strings.
  public var scalar: YAMLScalar {
    guard isScalar, record.style == .plain else { return .string }
    if let tag, !Self.resolvingTags.contains(tag) { return .string }
    return withTextBytes { YAMLScalar(plain: $0) }
  }

  private static let resolvingTags = ["null", "bool", "int", "float"].map { "tag:yaml.org,2002:" + $0 }
}

extension YAMLNode {
  /// Where a part of the decoded text stands in the file; `range` counts UTF-8 bytes of `text`.
  ///
  /// Sees through quotes, escapes, folding and indentation. If the range is outside the text, or it cannot be told, the
  /// answer is the span of the whole scalar. O(length of the scalar).
  public func sourceSpan(ofTextRange range: Range<Int>) -> Span {
    let record = record
    guard record.isScalar, range.lowerBound >= 0, range.upperBound <= Int(record.count) else { return span }
    if record.shape == .sourceScalar {
      let start = record.first + UInt32(range.lowerBound)
      return Span(file: document.id, start: start, end: start + UInt32(range.count))
    }
    let map = document.file.bytes.withUnsafeBufferPointer { source in
      document.store.withText(of: index, source: source) { text in
        OffsetMap(text: text, style: record.style, source: source, start: Int(record.start), end: Int(record.end))
      }
    }
    guard let origins = map?.origins else { return span }
    // Line breaks at the end of a block belong to its text, but not to its span.
    let start = min(UInt32(origins[range.lowerBound]), record.end)
    let end = range.isEmpty ? start : min(max(start, UInt32(origins[range.upperBound])), record.end)
    return Span(file: document.id, start: start, end: end)
  }
}
