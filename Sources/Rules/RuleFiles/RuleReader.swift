public import Diagnostics
internal import Expressions
internal import Topology
internal import YAMLTree

/// Turns the text of a rule file into a rule, or says what is wrong with it.
public struct RuleReader: Sendable {
  /// What the configuration says about rules' parameters: rule, parameter, value.
  public var parameters: [String: [String: String]] = [:]
  public var isBuiltin = true
  /// Whether severity, message, evidence and fixes are read only for a finding. Mistakes in them are not reported then,
  /// so it is for files that were read whole before.
  public var defersWords = false
  /// What expressions may speak of.
  public var language = ModelEnvironment.shared
  public init() {}

  static let concerns = [
    "throughput", "latency", "availability", "resilience", "synchronization", "data-integrity", "idempotency",
    "compatibility", "decoupling", "traffic", "security", "scaling", "model",
  ]

  static let keys = [
    "id", "title", "severity", "profile", "concern", "tags", "status", "for", "params", "reach", "cycles", "once",
    "let",
    "where",
    "when", "message", "evidence", "rationale", "fix", "false_positives", "references", "unknown", "decided_by",
    "examples",
  ]

  /// The part of a rule file that deciding needs: everything before `examples`, which is the last key by convention.
  ///
  /// Examples are the larger part of a file, and a check has no use for them.
  public static func head(of text: String) -> String {
    var head: Substring = text[...]
    if let range = text.firstRange(ofLine: "examples:") { head = text[..<range] }
    return String(head)
  }

  /// Reads a rule from one document.
  public func read(_ file: SourceFile, id: FileID) -> Result<Rule, RuleFileError> {
    let stream = YAMLReader.read(file, id: id)
    if stream.hasErrors { return .failure(RuleFileError(stream.diagnostics.map(YAMLTraps(file: file).explained))) }
    guard let root = stream.documents.first?.root, Self.isRule(root) else {
      let place = stream.documents.first?.root.place
      return .failure(
        RuleFileError([
          .error(
            "not-a-rule", "`\(file.path)` holds no rule", at: place,
            helps: ["a rule is a map with the keys `id`, `title`, `severity`, `concern`, `for`, `when`, `message`, …"])
        ]))
    }
    var assembly = RuleAssembly(root: root, file: file, id: id, reader: self)
    let rule = assembly.assemble()
    if let rule, assembly.problems.isEmpty { return .success(rule) }
    return .failure(RuleFileError(assembly.problems))
  }

  /// Whether anything in the map is of a rule: of another file, every key and every missing one would be a mistake.
  private static func isRule(_ root: YAMLNode) -> Bool {
    ["id", "for", "when", "concern"].contains { root[$0] != nil }
  }

  /// Reads the examples of a rule file.
  public func readExamples(_ file: SourceFile, id: FileID) -> Result<[RuleExample], RuleFileError> {
    let stream = YAMLReader.read(file, id: id)
    guard !stream.hasErrors, let root = stream.documents.first?.root else {
      return .failure(RuleFileError(stream.diagnostics))
    }
    return ExampleReader(root).read()
  }
}

/// What is wrong with a rule file.
public struct RuleFileError: Error {
  public let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension String {
  /// Where a line that is exactly `line` begins.
  fileprivate func firstRange(ofLine line: String) -> String.Index? {
    var start = startIndex
    while start < endIndex {
      let end = self[start...].utf8.firstIndex(of: UInt8(ascii: "\n")) ?? endIndex
      if self[start..<end] == line { return start }
      guard end < endIndex else { return nil }
      start = utf8.index(after: end)
    }
    return nil
  }
}
