internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// Reads the keys of one rule file, collecting every problem.
struct RuleAssembly {
  let root: YAMLNode
  let file: SourceFile
  let id: FileID
  let reader: RuleReader
  var problems: [Diagnostic] = []
  /// Subject, parameters and `once`; then each `let` as it is read.
  var environment: Environment
  /// The names of `let` so far.
  var letNames: [String] = []
  /// The condition of `where`, whose guards hold in everything that is evaluated after it.
  var guards: CheckedExpression?

  init(root: YAMLNode, file: SourceFile, id: FileID, reader: RuleReader) {
    self.root = root
    self.file = file
    self.id = id
    self.reader = reader
    environment = reader.language.environment
    environment.hints = ModelLists.hints
  }

  mutating func assemble() -> Rule? {
    checkKeys()
    let name = text("id") ?? ""
    checkIdentity(name)
    if text("decided_by") == "engine" { return words(name) }
    guard let subject = readSubject() else { return nil }
    environment = environment.declaring([Variable(subject.name, .object(subject.type))])
    let parameters = readParameters(rule: name)
    environment = environment.declaring(parameters.map { Variable($0.name, type(of: $0)) })
    let cycles = readCycles(subject: subject.type, parameters)
    let reaches = readReaches(parameters)
    let onces = readBindings("once", modelWide: true)
    let lets = readBindings("let", modelWide: false)
    let condition = root["where"].flatMap { clause($0, expecting: .bool) }
    guards = condition?.checked
    let defect = root["when"].flatMap { clause($0, expecting: .bool) }
    let words = wordsOfFindings()
    let (profile, unknown, status) = (readProfile(), readUnknown(), readStatus())
    let tags = readTags()
    guard let defect, problems.isEmpty else { return nil }
    return Rule(
      id: name, title: text("title") ?? "", concern: text("concern") ?? "", tags: tags, profile: profile,
      status: status, subjectType: subject.type, subjectName: subject.name,
      parameters: parameters, condition: condition, defect: defect, lets: lets, onces: onces,
      rationale: text("rationale") ?? "",
      falsePositives: text("false_positives") ?? "",
      references: root["references"]?.items.map(\.text) ?? [], unknown: unknown, isDecidedByEngine: false, file: file,
      fileID: id, place: root["id"]?.place ?? root.place, isBuiltin: reader.isBuiltin, reaches: reaches, cycles: cycles,
      deciding: DecidingPrograms(defect: defect, condition: condition, lets: lets), words: words)
  }

  /// Severity, message, evidence and fixes; at once, unless the file is known to be free of mistakes.
  private mutating func wordsOfFindings() -> Deferred<RuleWords> {
    if !reader.defersWords { return Deferred(readWords()) }
    let later = self
    return Deferred {
      var assembly = later
      return assembly.readWords()
    }
  }

  private mutating func readWords() -> RuleWords {
    var words = RuleWords()
    if let severity = readSeverity() { words.severity = severity }
    words.messageText = readMessage()
    words.message = words.messageText?.checked.compile()
    words.evidence = readEvidence()
    words.fixes = readFixes()
    return words
  }

  // MARK: Plain keys

  func text(_ key: String) -> String? { root[key].flatMap { $0.isScalar ? $0.text : nil } }

  private mutating func checkIdentity(_ name: String) {
    let isKebab =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
    if !isKebab, let node = root["id"] {
      problem("invalid-name", "`\(name)` cannot be the id of a rule", at: node.place, help: "write it in kebab-case")
    }
    if let node = root["concern"], !RuleReader.concerns.contains(node.text) {
      wrongWord(node, node.text, "a concern", RuleReader.concerns)
    }
  }

  private mutating func readProfile() -> Profile {
    guard let node = root["profile"] else { return .core }
    if let profile = Profile(rawValue: node.text) { return profile }
    wrongWord(node, node.text, "a profile", Profile.allCases.map(\.rawValue))
    return .core
  }

  private mutating func readTags() -> [RuleTag] {
    let known = RuleTag.allCases.map(\.rawValue)
    guard let nodes = root["tags"]?.items else { return [] }
    return nodes.compactMap { node in
      if let tag = RuleTag(rawValue: node.text) { return tag }
      wrongWord(node, node.text, "a tag", known)
      return nil
    }
  }

  private mutating func readStatus() -> String {
    let known = ["stable", "experimental"]
    guard let node = root["status"] else { return known[0] }
    if !known.contains(node.text) { wrongWord(node, node.text, "a status", known) }
    return node.text
  }

  private mutating func readUnknown() -> UnknownPolicy {
    guard let node = root["unknown"] else { return .report }
    if let policy = UnknownPolicy(rawValue: node.text) { return policy }
    wrongWord(node, node.text, "a policy for what is not known", UnknownPolicy.allCases.map(\.rawValue))
    return .report
  }

  private mutating func readSubject() -> (type: String, name: String)? {
    guard let node = root["for"], node.isScalar else { return nil }
    let words = node.text.split(separator: " ").map(String.init)
    guard words.count == 2 else {
      problem("wrong-value", "`for` is a type and a name", at: node.place, help: "write it like `for: queue q`")
      return nil
    }
    let type = node.sourceSpan(ofTextRange: 0..<words[0].utf8.count)
    let known = ModelEnvironment.subjects + ringTypes
    guard known.contains(words[0]) else {
      let nearest = Suggestion.nearest(to: words[0], among: known)
      problem(
        "wrong-value", "`\(words[0])` is not a type" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: type,
        help: nearest == nil
          ? "the types are \(known.map { "`\($0)`" }.joined(separator: ", "))" : nil)
      return nil
    }
    guard ExpressionText.isName(words[1]) else {
      let end = node.text.utf8.count
      problem(
        "invalid-name", "`\(words[1])` cannot be a name in expressions",
        at: node.sourceSpan(ofTextRange: (end - words[1].utf8.count)..<end),
        help: "write a letter, then letters, digits and `_`, and no word of the language")
      return nil
    }
    return (words[0], words[1])
  }

  mutating func problem(_ code: String, _ message: String, at span: Span, help: String? = nil) {
    problems.append(.error(code, message, at: span, helps: help.map { [$0] } ?? []))
  }

  /// A rule whose verdicts come from elsewhere: its words only, on a condition that never holds.
  private mutating func words(_ name: String) -> Rule? {
    environment = environment.declaring([Variable("system", .object("system"))])
    guard let never = constant("false") else { return nil }
    let severity = Severity(word: text("severity") ?? "") ?? .note
    let words = RuleWords(severity: SeverityPolicy(cases: [], otherwise: severity), fixes: readFixes())
    return Rule(
      id: name, title: text("title") ?? "", concern: text("concern") ?? "", tags: readTags(),
      profile: readProfile(),
      status: text("status") ?? "stable",
      subjectType: "system",
      subjectName: "system", parameters: [], condition: nil, defect: never, lets: [], onces: [],
      rationale: text("rationale") ?? "",
      falsePositives: text("false_positives") ?? "",
      references: root["references"]?.items.map(\.text) ?? [], unknown: .report, isDecidedByEngine: true, file: file,
      fileID: id, place: root["id"]?.place ?? root.place, isBuiltin: reader.isBuiltin,
      deciding: DecidingPrograms(defect: never, condition: nil, lets: []), words: Deferred(words))
  }

  private func constant(_ text: String) -> Clause? {
    guard let checked = try? environment.check(text, expecting: .bool) else { return nil }
    return Clause(text: text, checked: checked, usesLets: false, node: root)
  }
}
