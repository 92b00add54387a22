/// Reads lines from a terminal as shells do: editing, history, completion.
struct LineEditor {
  /// How a word goes on: how many characters of it are typed, and the whole words.
  typealias Completion = (typed: Int, words: [String])

  /// What became of a line.
  enum Outcome: Equatable {
    case line(String)
    /// Control-C: the line is dropped.
    case interrupted
    case endOfFile
  }

  private(set) var history: [String] = []
  private static let mostHistory = 500
  private static let mostShown = 60

  init(history: [String] = []) { self.history = Array(history.suffix(Self.mostHistory)) }

  /// Remembers a line, unless it says nothing new.
  mutating func remember(_ line: String) {
    guard !line.isEmpty, line != history.last else { return }
    history.append(line)
    if history.count > Self.mostHistory { history.removeFirst() }
  }

  /// Reads one line.
  ///
  /// - Parameter complete: Given what stands before the cursor.
  func read(
    prompt: String, keys: KeyDecoder, write: (String) -> Void, complete: (String) -> Completion
  ) -> Outcome {
    var line = LineBuffer()
    var position = history.count
    // The line that was begun, for those who come back from the history.
    var begun = ""
    show(line, prompt, write)
    while let key = keys.key() {
      switch key {
      case .enter:
        line.moveToEnd()
        show(line, prompt, write)
        write("\n")
        return .line(line.text)
      case .interrupt:
        write("^C\n")
        return .interrupted
      case .endOfFile:
        guard line.isEmpty else {
          line.delete()
          break
        }
        write("\n")
        return .endOfFile
      case .up where position > 0:
        if position == history.count { begun = line.text }
        position -= 1
        line.replace(with: history[position])
      case .down where position < history.count:
        position += 1
        line.replace(with: position == history.count ? begun : history[position])
      case .tab: self.complete(&line, complete(line.head), write)
      case .clearScreen: write("\u{1B}[H\u{1B}[2J")
      default: Self.edit(&line, key)
      }
      show(line, prompt, write)
    }
    return .endOfFile
  }

  static func edit(_ line: inout LineBuffer, _ key: Key) {
    switch key {
    case .text(let text): line.insert(text)
    case .backspace: line.backspace()
    case .delete: line.delete()
    case .left: line.move(by: -1)
    case .right: line.move(by: 1)
    case .home: line.moveToStart()
    case .end: line.moveToEnd()
    case .wordLeft: line.moveWord(forward: false)
    case .wordRight: line.moveWord(forward: true)
    case .cutToEnd: line.cutToEnd()
    case .cutToStart: line.cutToStart()
    case .cutWord: line.cutWord()
    case .yank: line.yank()
    default: break
    }
  }

  /// The one word, or as much as all have in common; where that is nothing more, the words are shown.
  private func complete(_ line: inout LineBuffer, _ completion: Completion, _ write: (String) -> Void) {
    guard let first = completion.words.first else { return }
    let common = completion.words.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    if common.count > completion.typed {
      let goesOn = common.hasSuffix(".") || common.hasSuffix("=")
      let isWhole = completion.words.count == 1 && !goesOn
      line.replace(last: completion.typed, with: common + (isWhole ? " " : ""))
    } else {
      let rest = completion.words.count - Self.mostShown
      let more = rest > 0 ? "  and \(rest) more" : ""
      write("\n\(completion.words.prefix(Self.mostShown).joined(separator: "  "))\(more)\n")
    }
  }

  private func show(_ line: LineBuffer, _ prompt: String, _ write: (String) -> Void) {
    let back = line.characters.count - line.cursor
    write("\r\u{1B}[K\(prompt)\(line.text)" + (back > 0 ? "\u{1B}[\(back)D" : ""))
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
