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
  /// The condition of `where`, whose guards hold in everything that is evaluated after it.
  var guards: CheckedExpression?
  /// The environment without `let`.
  var base: Environment

  init(root: YAMLNode, file: SourceFile, id: FileID, reader: RuleReader) {
    self.root = root
    self.file = file
    self.id = id
    self.reader = reader
    environment = ModelEnvironment.shared.environment
    base = environment
  }

  mutating func assemble() -> Rule? {
    checkKeys()
    let name = text("id") ?? ""
    checkIdentity(name)
    if text("decided_by") == "engine" { return words(name) }
    guard let subject = readSubject() else { return nil }
    let parameters = readParameters(rule: name)
    environment = environment.declaring(
      [Variable(subject.name, .object(subject.type))] + parameters.map { Variable($0.name, type(of: $0)) })
    let onces = readBindings("once", modelWide: true)
    base = environment
    let lets = readBindings("let", modelWide: false)
    let condition = root["where"].flatMap { clause($0, expecting: .bool) }
    guards = condition?.checked
    guard let when = root["when"] else {
      problem("missing-key", "a rule needs `when`: what is true if the defect is there", at: root.place)
      return nil
    }
    let defect = clause(when, expecting: .bool)
    let severity = readSeverity()
    let message = readMessage()
    let evidence = readEvidence()
    let fixes = readFixes()
    guard let defect, let severity, let message, problems.isEmpty else { return nil }
    return Rule(
      id: name, title: text("title") ?? "", concern: text("concern") ?? "", profile: readProfile(),
      status: text("status") ?? "stable", severity: severity, subjectType: subject.type, subjectName: subject.name,
      parameters: parameters, condition: condition, defect: defect, lets: lets, onces: onces, message: message,
      evidence: evidence, rationale: text("rationale") ?? "", fixes: fixes, falsePositives: text("false_positives") ?? "",
      references: root["references"]?.items.map(\.text) ?? [], unknown: readUnknown(), isDecidedByEngine: false, file: file,
      fileID: id, place: root["id"]?.place ?? root.place, isBuiltin: reader.isBuiltin)
  }

  // MARK: Plain keys

  func text(_ key: String) -> String? { root[key].flatMap { $0.isScalar ? $0.text : nil } }

  private mutating func checkKeys() {
    for entry in root.entries where !RuleReader.keys.contains(entry.key.text) {
      let nearest = Suggestion.nearest(to: entry.key.text, among: RuleReader.keys)
      problem(
        "unknown-key", "unknown key `\(entry.key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: entry.key.place, help: "the keys of a rule are \(RuleReader.keys.map { "`\($0)`" }.joined(separator: ", "))")
    }
    for key in ["reach", "cycles"] {
      if let node = root.entry(key) {
        problem("unsupported", "`\(key)` is not understood by this version of topolint", at: node.key.place)
      }
    }
    for key in ["id", "title", "severity", "concern", "rationale"] where root[key] == nil {
      problem("missing-key", "a rule needs `\(key)`", at: root.entries.first?.span ?? root.place)
    }
  }

  private mutating func checkIdentity(_ name: String) {
    let isKebab = !name.isEmpty && name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    if !isKebab, let node = root["id"] {
      problem("invalid-name", "`\(name)` cannot be the id of a rule", at: node.place, help: "write it in kebab-case")
    }
    if let node = root["concern"], !RuleReader.concerns.contains(node.text) {
      let nearest = Suggestion.nearest(to: node.text, among: RuleReader.concerns)
      problem(
        "wrong-value", "`\(node.text)` is not a concern" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: node.place,
        help: "the concerns are \(RuleReader.concerns.map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  private mutating func readProfile() -> Profile {
    guard let node = root["profile"] else { return .core }
    if let profile = Profile(rawValue: node.text) { return profile }
    problem("wrong-value", "`\(node.text)` is not a profile", at: node.place, help: "write `core` or `deep`")
    return .core
  }

  private mutating func readUnknown() -> UnknownPolicy {
    guard let node = root["unknown"] else { return .report }
    if let policy = UnknownPolicy(rawValue: node.text) { return policy }
    problem("wrong-value", "`\(node.text)` is not a policy", at: node.place, help: "write `report`, `ignore` or `fail`")
    return .report
  }

  private mutating func readSubject() -> (type: String, name: String)? {
    guard let node = root["for"] else {
      problem("missing-key", "a rule needs `for`: a type and a name, like `for: queue q`", at: root.place)
      return nil
    }
    let words = node.text.split(separator: " ").map(String.init)
    guard words.count == 2 else {
      problem("wrong-value", "`for` is a type and a name", at: node.place, help: "write it like `for: queue q`")
      return nil
    }
    guard ModelEnvironment.subjects.contains(words[0]) else {
      let nearest = Suggestion.nearest(to: words[0], among: ModelEnvironment.subjects)
      problem(
        "wrong-value", "`\(words[0])` is not a type" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: node.place,
        help: "the types are \(ModelEnvironment.subjects.map { "`\($0)`" }.joined(separator: ", "))")
      return nil
    }
    return (words[0], words[1])
  }

  // MARK: Parameters

  private func type(of parameter: RuleParameter) -> ExpressionType {
    switch parameter.type {
    case "text": .string
    case "flag": .bool
    case "duration": .quantity(.duration)
    case "rate": .quantity(.rate)
    case "size": .quantity(.size)
    default: .number
    }
  }

  private mutating func readParameters(rule: String) -> [RuleParameter] {
    let configured = reader.parameters[rule] ?? [:]
    return root["params"]?.entries.compactMap { entry in
      let name = entry.key.text
      let type = entry.value["type"]?.text ?? "number"
      guard let standard = entry.value["default"] else {
        problem("missing-key", "the parameter `\(name)` needs a `default`", at: entry.key.place)
        return nil
      }
      let text = configured[name] ?? reader.text(of: standard)
      guard let value = ParameterValue.read(text, type: type) else {
        problem("wrong-value", "`\(text)` is not a \(type)", at: standard.place)
        return nil
      }
      return RuleParameter(
        name: name, type: type, defaultText: standard.text, doc: entry.value["doc"]?.text ?? "", value: value)
    } ?? []
  }

  mutating func problem(_ code: String, _ message: String, at span: Span, help: String? = nil) {
    problems.append(.error(code, message, at: span, helps: help.map { [$0] } ?? []))
  }

  /// A rule whose verdicts come from elsewhere: its words only, on a condition that never holds.
  private mutating func words(_ name: String) -> Rule? {
    environment = environment.declaring([Variable("system", .object("system"))])
    guard let never = constant("false"), let message = try? environment.checkTemplate(text("title") ?? "") else { return nil }
    let severity = Severity(word: text("severity") ?? "") ?? .note
    return Rule(
      id: name, title: text("title") ?? "", concern: text("concern") ?? "", profile: readProfile(),
      status: text("status") ?? "stable", severity: SeverityPolicy(cases: [], otherwise: severity), subjectType: "system",
      subjectName: "system", parameters: [], condition: nil, defect: never, lets: [], onces: [], message: message.compile(),
      evidence: [], rationale: text("rationale") ?? "", fixes: readFixes(), falsePositives: text("false_positives") ?? "",
      references: root["references"]?.items.map(\.text) ?? [], unknown: .report, isDecidedByEngine: true, file: file,
      fileID: id, place: root["id"]?.place ?? root.place, isBuiltin: reader.isBuiltin)
  }

  private func constant(_ text: String) -> Clause? {
    guard let checked = try? environment.check(text, expecting: .bool) else { return nil }
    return Clause(text: text, checked: checked, program: checked.compile(), usesLets: false, node: root)
  }
}
