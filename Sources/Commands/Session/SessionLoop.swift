internal import Diagnostics
internal import Explanations
internal import Reports

/// A session with a person at a terminal, or with a script.
struct SessionLoop {
  private var session: Session
  /// Reads files for `load`.
  private let read: ([String]) throws -> SessionModel
  private let context: @Sendable (Sources) -> ReportContext
  private let preparations = Preparations()
  /// Whether some line of a script was not understood or could not be done.
  private var hasFailed = false

  init(
    _ model: SessionModel, context: @escaping @Sendable (Sources) -> ReportContext,
    read: @escaping ([String]) throws -> SessionModel
  ) {
    session = Session(model)
    session.open()
    self.context = context
    self.read = read
  }

  // MARK: Loops

  /// Until `quit` or the end of input.
  mutating func talk() {
    Console.write(
      "\(session.name): `help` lists the commands, `quit` ends the session\n", to: .standardOutput)
    var editor = LineEditor(history: SessionHistory.load())
    let keys = KeyDecoder(next: RawTerminal.nextByte)
    defer { SessionHistory.save(editor.history) }
    while true {
      let settings = session.settingCount
      let prompt = settings == 0 ? "\(session.name)> " : "\(session.name) (\(settings) set)> "
      guard let terminal = RawTerminal() else { return }
      prepare()
      let outcome = editor.read(
        prompt: prompt, keys: keys, write: { Console.write($0, to: .standardOutput) },
        complete: { head in
          let completion = session.completion(of: head)
          return (completion.typed, completion.words)
        })
      terminal.restore()
      switch outcome {
      case .interrupted: continue
      case .endOfFile: return
      case .line(let line):
        editor.remember(line)
        guard run(line) else { return }
      }
    }
  }

  /// The lines of standard input, each answered before the next is waited for.
  ///
  /// - Returns: Whether each was understood.
  mutating func play() throws -> Bool {
    var lines = InputLines()
    do {
      while let line = try lines.next(waiting: prepare) {
        guard run(line) else { break }
      }
    } catch {
      throw UsageError("cannot read the script: \(error.reason)")
    }
    return !hasFailed
  }

  /// Uses the time until the next line.
  private func prepare() {
    let questions = session.likelyQuestions
    if questions.isEmpty { return }
    preparations.begin(
      questions.map { question in
        { [session, context] in
          var copy = session
          _ = Self.text(copy.answer(question), context(copy.sources))
        }
      })
  }

  /// Answers a line; `false` to end.
  private mutating func run(_ line: String) -> Bool {
    switch session.answer(line) {
    case .nothing: return true
    case .quit: return false
    case .problem(let message, let help):
      complain(Diagnostic(.error, "session", message, helps: help.map { [$0] } ?? []))
    case .mistake(let diagnostic): complain(diagnostic)
    case .load(let path): load(path)
    case .save(let path, let edits): save(edits, to: path)
    case let answer: Self.text(answer, context(session.sources)).map(show)
    }
    return true
  }

  /// What people read; `nil` for what is to be done.
  private static func text(_ answer: SessionAnswer, _ context: ReportContext) -> String? {
    switch answer {
    case .text(let text): text + "\n"
    case .explanation(let explanation): ExplanationText.render(explanation, in: context)
    case .sections(let sections): ExplanationText.render(sections, in: context)
    case .capacity(let capacity):
      capacity.text { CapacityText.render([CapacityReport($0, before: $1)], in: context) }
    case .nothing, .quit, .problem, .mistake, .load, .save: nil
    }
  }

  // MARK: Files

  private mutating func load(_ path: String) {
    do {
      session.load(try read(path.split(separator: " ").map(String.init)))
      show("\(session.name)\n")
    } catch let error as UsageError {
      complain(Diagnostic(.error, "input", error.description))
    } catch {
      // The reader has said why.
      hasFailed = true
    }
  }

  private mutating func save(_ edits: [TextEdit], to path: String) {
    let patch = Patch(edits, sources: session.sources)
    do {
      try FileSystem.write(patch.text, to: path)
      show("wrote `\(path)`: \(patch.summary)\n")
    } catch {
      complain(Diagnostic(.error, "output", "cannot write `\(path)`: \(error.reason)"))
    }
  }

  // MARK: Words

  private func show(_ text: String) { Console.write(text, to: .standardOutput) }

  private mutating func complain(_ diagnostic: Diagnostic) {
    hasFailed = true
    let renderer = DiagnosticRenderer(sources: session.sources, style: context(session.sources).style)
    Console.write(renderer.render(diagnostic) + "\n", to: .standardError)
  }
}
