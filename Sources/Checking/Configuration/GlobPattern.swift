/// A pattern over whole names: `*` stands for any run of characters, also for none, `?` for exactly one.
///
/// No character is special to `*`: ids hold dots, slashes and arrows, and `legacy-*` is meant to take them all in.
public struct GlobPattern: Hashable, Sendable {
  public let text: String
  private let characters: [Character]

  public init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  /// Whether it matches its own text alone.
  public var isLiteral: Bool { !characters.contains { $0 == "*" || $0 == "?" } }

  /// How many characters it spells out.
  var literalCount: Int { characters.count { $0 != "*" && $0 != "?" } }

  /// Whether the pattern covers the name from end to end. O(pattern · name) at worst: after a mismatch only the last `*`
  /// takes one character more.
  public func matches(_ name: String) -> Bool {
    let name = Array(name)
    var (at, position) = (0, 0)
    var lastStar: (pattern: Int, name: Int)?
    while position < name.count {
      if at < characters.count, characters[at] == "*" {
        lastStar = (at, position)
        at += 1
      } else if at < characters.count, characters[at] == "?" || characters[at] == name[position] {
        at += 1
        position += 1
      } else if let star = lastStar {
        lastStar = (star.pattern, star.name + 1)
        (at, position) = (star.pattern + 1, star.name + 1)
      } else {
        return false
      }
    }
    return characters[at...].allSatisfy { $0 == "*" }
  }
}
