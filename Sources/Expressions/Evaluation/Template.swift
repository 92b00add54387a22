/// A text with expressions in it, checked: `"${q.name} redelivers"`.
public struct CheckedTemplate: Sendable {
  /// A piece of the text.
  public enum Part: Sendable {
    case text(String)
    /// An expression and the place of its text in the template.
    case expression(CheckedExpression, Range<Int>)
  }

  public let text: String
  public let parts: [Part]
  let environment: Environment

  /// Makes it ready to render.
  public func compile() -> Template { Template(self) }
}

extension Environment {
  /// Checks a text with `${…}` in it; `$${` stands for `${` itself.
  ///
  /// - Throws: everything wrong with its expressions, with ranges in `text`.
  public func checkTemplate(
    _ text: String, allowModelWide: Bool = false, given: CheckedExpression? = nil
  ) throws(ExpressionErrors) -> CheckedTemplate {
    var parts: [CheckedTemplate.Part] = []
    var errors: [ExpressionError] = []
    for piece in TemplateScanner.pieces(text) {
      switch piece {
      case .text(let words): parts.append(.text(words))
      case .unclosed(let range):
        errors.append(
          ExpressionError(range, "`${` is not closed", help: "close it with `}`, or write `$${` for the text `${`"))
      case .expression(let range):
        do {
          let checked = try check(text.utf8Slice(range), allowModelWide: allowModelWide, given: given)
          parts.append(.expression(checked, range))
        } catch {
          errors += error.errors.map {
            let moved = ($0.range.lowerBound + range.lowerBound)..<($0.range.upperBound + range.lowerBound)
            return ExpressionError(moved, $0.message, help: $0.help)
          }
        }
      }
    }
    if !errors.isEmpty { throw ExpressionErrors(errors) }
    return CheckedTemplate(text: text, parts: parts, environment: self)
  }
}

/// Cuts a template into text and expressions.
enum TemplateScanner {
  enum Piece {
    case text(String)
    case expression(Range<Int>)
    case unclosed(Range<Int>)
  }

  static func pieces(_ text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var offset = 0
    func starts(_ marker: String, _ place: Int) -> Bool { bytes[place...].starts(with: marker.utf8) }
    while offset < bytes.count {
      if starts("$${", offset) {
        literal += Array("${".utf8)
        offset += 3
      } else if starts("${", offset) {
        if !literal.isEmpty { pieces.append(.text(String(decoding: literal, as: UTF8.self))) }
        literal = []
        guard let end = closing(bytes, offset + 2) else {
          pieces.append(.unclosed(offset..<offset + 2))
          return pieces
        }
        pieces.append(.expression(offset + 2..<end))
        offset = end + 1
      } else {
        literal.append(bytes[offset])
        offset += 1
      }
    }
    if !literal.isEmpty { pieces.append(.text(String(decoding: literal, as: UTF8.self))) }
    return pieces
  }

  /// The brace that closes the expression at `start`, past braces and quotes within it.
  private static func closing(_ bytes: [UInt8], _ start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { offset += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        if depth == 0 { return offset }
        depth -= 1
      }
      offset += 1
    }
    return nil
  }
}
