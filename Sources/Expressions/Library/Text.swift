/// Strings as sequences of code points, which is what the language means by a string. Swift's own `==` and `count` go by
/// graphemes and canonical equivalence.
enum Text {
  static func isEqual(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// Order by code point, which is the order of the UTF-8 bytes.
  static func isLess(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  static func scalars(_ text: String) -> [UnicodeScalar] { Array(text.unicodeScalars) }

  static func string(_ scalars: some Sequence<UnicodeScalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func contains(_ text: String, _ part: String) -> Bool {
    index(of: Array(part.utf8), in: Array(text.utf8), from: 0) != nil
  }

  static func startsWith(_ text: String, _ prefix: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

  static func endsWith(_ text: String, _ suffix: String) -> Bool {
    text.utf8.count >= suffix.utf8.count && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// The first place from `start` at which `part` stands. O(n·m), as the parts are short.
  static func index<T: Equatable>(of part: [T], in whole: [T], from start: Int) -> Int? {
    guard part.count <= whole.count, start <= whole.count - part.count else { return nil }
    return (start...(whole.count - part.count)).first { whole[$0..<($0 + part.count)].elementsEqual(part) }
  }

  /// The last place, not behind `start`, at which `part` stands.
  static func lastIndex<T: Equatable>(of part: [T], in whole: [T], upTo start: Int) -> Int? {
    guard part.count <= whole.count, start >= 0 else { return nil }
    return (0...min(start, whole.count - part.count)).reversed().first {
      whole[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
