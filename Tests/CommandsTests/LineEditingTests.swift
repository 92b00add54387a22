import Testing

@testable import Commands

struct LineBufferTests {
  @Test func typingMovingAndCutting() {
    var line = LineBuffer("show orders")
    line.moveWord(forward: false)
    #expect(line.head == "show ")
    line.insert("big ")
    #expect(line.text == "show big orders")
    line.cutWord()
    #expect(line.text == "show orders")
    line.moveToEnd()
    line.yank()
    #expect(line.text == "show ordersbig ")
    line.cutToStart()
    #expect(line.isEmpty)
  }

  @Test func nothingHappensBeyondTheEnds() {
    var line = LineBuffer("é")
    line.move(by: 5)
    line.delete()
    line.move(by: -9)
    line.backspace()
    #expect(line == LineBuffer("é").moved(to: 0))
    line.moveWord(forward: true)
    line.backspace()
    #expect(line.text.isEmpty)
  }
}

extension LineBuffer {
  fileprivate func moved(to position: Int) -> LineBuffer {
    var copy = self
    copy.moveToStart()
    copy.move(by: position)
    return copy
  }
}

struct KeyDecoderTests {
  @Test(arguments: [
    ("a", [Key.text("a")]), ("é🚲", [.text("é"), .text("🚲")]), ("\u{1B}[A\u{1B}OB", [.up, .down]),
    ("\u{1B}[1;5C\u{1B}[1;5D\u{1B}f\u{1B}b", [.wordRight, .wordLeft, .wordRight, .wordLeft]),
    ("\u{1B}[3~\u{1B}[H\u{1B}[4~\u{1B}[25~", [.delete, .home, .end, .other]),
    ("\u{03}\u{04}\t\r\u{7F}", [.interrupt, .endOfFile, .tab, .enter, .backspace]), ("\u{1B}", [.other]),
  ])
  func bytesAreKeys(text: String, expected: [Key]) {
    var bytes = Array(text.utf8)[...]
    let decoder = KeyDecoder { bytes.popFirst() }
    var keys: [Key] = []
    while let key = decoder.key() { keys.append(key) }
    #expect(keys == expected)
  }

  @Test func brokenTextIsNoKey() {
    var bytes: ArraySlice<UInt8> = [0xFF, UInt8(ascii: "a")]
    let decoder = KeyDecoder { bytes.popFirst() }
    #expect(decoder.key() == .other)
    #expect(decoder.key() == .text("a"))
  }
}

struct LineEditorTests {
  private func read(_ typed: String, history: [String] = [], words: [String] = []) -> (LineEditor.Outcome, String) {
    var bytes = Array(typed.utf8)[...]
    var screen = ""
    let outcome = LineEditor(history: history).read(
      prompt: "> ", keys: KeyDecoder { bytes.popFirst() }, write: { screen += $0 },
      complete: { head in
        let word = String(head.reversed().prefix { $0 != " " }.reversed())
        return (word.count, words.filter { $0.hasPrefix(word) })
      })
    return (outcome, screen)
  }

  @Test func aLine() { #expect(read("show orders\r").0 == .line("show orders")) }

  @Test func anEditedLine() { #expect(read("sow\u{1B}[D\u{1B}[Dh\u{05} orders\u{7F}\r").0 == .line("show order")) }

  @Test func historyComesBackAndTheBegunLineIsKept() {
    let history = ["first", "second"]
    #expect(read("new\u{1B}[A\u{1B}[A\r", history: history).0 == .line("first"))
    #expect(read("new\u{1B}[A\u{1B}[A\u{1B}[B\u{1B}[B\r", history: history).0 == .line("new"))
  }

  @Test func theOnlyWordIsCompletedAndOthersAreShown() {
    #expect(read("show ord\t\r", words: ["orders"]).0 == .line("show orders "))
    let (outcome, screen) = read("show o\t\t\r", words: ["orders", "orders-db"])
    #expect(outcome == .line("show orders"))
    #expect(screen.contains("\norders  orders-db\n"))
    #expect(read("set orders\t\r", words: ["orders."]).0 == .line("set orders."))
  }

  @Test func interruptAndEndOfFile() {
    #expect(read("half\u{03}").0 == .interrupted)
    #expect(read("\u{04}").0 == .endOfFile)
    #expect(read("ab\u{01}\u{04}\r").0 == .line("b"))
    #expect(read("no end").0 == .endOfFile)
  }

  @Test func aLineIsRememberedOnce() {
    var editor = LineEditor()
    for line in ["a", "a", "", "b"] { editor.remember(line) }
    #expect(editor.history == ["a", "b"])
  }
}
