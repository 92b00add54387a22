/// A piece of a file replaced by another text.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced; without width for an insertion.
  public var span: Span
  /// What stands there afterwards.
  public var text: String

  /// Creates an edit.
  public init(_ span: Span, _ text: String) {
    self.span = span
    self.text = text
  }
}

extension TextEdit {
  /// Edits that can be made together: insertions at one place become one, in their order; `nil` if two change the same
  /// text.
  public static func merged(_ edits: [TextEdit]) -> [TextEdit]? {
    var result: [TextEdit] = []
    for edit in edits {
      let isInsertion = edit.span.start == edit.span.end
      if isInsertion, let same = result.firstIndex(where: { $0.span == edit.span }) {
        result[same].text += edit.text
      } else if result.contains(where: { $0.overlaps(edit) }) {
        return nil
      } else {
        result.append(edit)
      }
    }
    return result
  }

  private func overlaps(_ other: TextEdit) -> Bool {
    span.file == other.span.file && span.start < other.span.end && other.span.start < span.end
  }
}

extension SourceFile {
  /// The bytes with edits of this file applied; of edits that overlap, the first in the file wins.
  public func applying(_ edits: [TextEdit]) -> [UInt8] {
    var result: [UInt8] = []
    var next = 0
    // The order of insertions at one place is that of the list.
    for (_, edit) in edits.enumerated().sorted(by: {
      ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
    })
    where Int(edit.span.start) >= next && Int(edit.span.end) <= bytes.count {
      result += bytes[next..<Int(edit.span.start)]
      result += Array(edit.text.utf8)
      next = Int(edit.span.end)
    }
    return result + bytes[next...]
  }
}
