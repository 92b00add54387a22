/// A line that is being typed, with its cursor.
struct LineBuffer: Equatable {
  private(set) var characters: [Character] = []
  /// Between characters: 0 is before the first.
  private(set) var cursor = 0
  /// What was cut last, for `yank`.
  private var cut: [Character] = []

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  /// What stands before the cursor.
  var head: String { String(characters[..<cursor]) }

  mutating func insert(_ text: String) {
    characters.insert(contentsOf: text, at: cursor)
    cursor += text.count
  }

  mutating func replace(with text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Puts a word in the place of the last characters before the cursor.
  mutating func replace(last count: Int, with text: String) {
    characters.removeSubrange(cursor - count..<cursor)
    cursor -= count
    insert(text)
  }

  mutating func backspace() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func delete() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  mutating func move(by step: Int) { cursor = min(max(0, cursor + step), characters.count) }
  mutating func moveToStart() { cursor = 0 }
  mutating func moveToEnd() { cursor = characters.count }
  mutating func moveWord(forward: Bool) { cursor = forward ? wordEnd : wordStart }

  mutating func cutToEnd() { cut(cursor..<characters.count) }
  mutating func cutToStart() { cut(0..<cursor) }
  mutating func cutWord() { cut(wordStart..<cursor) }
  mutating func yank() { insert(String(cut)) }

  private mutating func cut(_ range: Range<Int>) {
    cut = Array(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private var wordStart: Int {
    var position = cursor
    while position > 0, characters[position - 1] == " " { position -= 1 }
    while position > 0, characters[position - 1] != " " { position -= 1 }
    return position
  }

  private var wordEnd: Int {
    var position = cursor
    while position < characters.count, characters[position] == " " { position += 1 }
    while position < characters.count, characters[position] != " " { position += 1 }
    return position
  }
}
