/// What somebody typed.
enum SessionCommand: Equatable {
  case findings, capacity, sets, diff, help, quit
  /// Those that settle most, or all.
  case questions(all: Bool)
  case why(String)
  case show(String)
  case path(String)
  case set(String)
  /// Of one fact, or of all.
  case unset(String?)
  case use(String)
  case load(String)
  case save(String)
  case eval(String)
  /// A subject, or an expression.
  case other(String)
  /// A command without the word it needs.
  case incomplete(Word)
  case nothing

  /// The words that begin a command, with what follows them.
  enum Word: String, CaseIterable {
    case findings, questions, why, show, path, capacity, set, unset, sets, diff, use, load, save, eval, help, quit

    /// How it is used.
    var usage: String {
      switch self {
      case .findings: "findings"
      case .questions: "questions [all]"
      case .why: "why ID"
      case .show: "show X"
      case .path: "path A -> B"
      case .capacity: "capacity"
      case .set: "set FACT=VALUE"
      case .unset: "unset [FACT]"
      case .sets: "sets"
      case .diff: "diff"
      case .use: "use SYSTEM"
      case .load: "load PATH"
      case .save: "save FILE"
      case .eval: "eval EXPRESSION"
      case .help: "help"
      case .quit: "quit"
      }
    }

    /// What it does.
    var doc: String {
      switch self {
      case .findings: "what is wrong, the most important first"
      case .questions: "what is not known, what settles most first"
      case .why: "how a finding came about, and the ways out; `why 1` is of the first"
      case .show: "a component, an operation, a link, a workload, a rule, a figure, a word of the language"
      case .path: "the ways from one to another"
      case .capacity: "what the system carries"
      case .set: "tries another value, e.g. set orders.replicas=8"
      case .unset: "takes back one setting, or all"
      case .sets: "the settings that are tried"
      case .diff: "what the settings change"
      case .use: "turns to another system of the same files"
      case .load: "reads other files"
      case .save: "writes the settings as a patch of the files"
      case .eval: "any expression of the rule language; the word may be left out"
      case .help: "this list"
      case .quit: "ends the session, as does end of file"
      }
    }
  }

  init(_ line: String) {
    let text = line.trimmed
    guard !text.isEmpty, !text.hasPrefix("#") else {
      self = .nothing
      return
    }
    let word = String(text.prefix { !$0.isWhitespace })
    let rest = String(text.dropFirst(word.count)).trimmed
    guard let command = Word(rawValue: word == "exit" ? "quit" : word == "?" ? "help" : word) else {
      self = .other(text)
      return
    }
    self = Self.command(command, rest, text)
  }

  private static func command(_ word: Word, _ rest: String, _ text: String) -> SessionCommand {
    switch word {
    case .findings, .capacity, .sets, .diff, .help, .quit:
      // `capacity` may be the name of a component: with more behind it, it is no command.
      guard rest.isEmpty else { return .other(text) }
      switch word {
      case .findings: return .findings
      case .capacity: return .capacity
      case .sets: return .sets
      case .diff: return .diff
      case .help: return .help
      default: return .quit
      }
    case .questions: return rest.isEmpty || rest == "all" ? .questions(all: !rest.isEmpty) : .other(text)
    case .unset: return .unset(rest.isEmpty || rest == "all" ? nil : rest)
    default: break
    }
    guard !rest.isEmpty else { return .incomplete(word) }
    switch word {
    case .why: return .why(rest)
    case .show: return .show(rest)
    case .path: return .path(rest)
    case .set: return .set(rest)
    case .use: return .use(rest)
    case .load: return .load(rest)
    case .save: return .save(rest)
    default: return .eval(rest)
    }
  }
}
