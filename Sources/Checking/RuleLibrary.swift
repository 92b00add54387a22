internal import Analysis
public import Diagnostics
public import Rules
public import Topology

/// The text of one rule file, built in or a user's own.
public struct RuleText: Sendable {
  /// Relative to `rules/`, or as the user wrote it.
  public var path: String
  public var text: String
  public var isBuiltin: Bool

  public init(path: String, text: String, isBuiltin: Bool) {
    self.path = path
    self.text = text
    self.isBuiltin = isBuiltin
  }
}

/// The rules of a run.
public struct RuleLibrary: Sendable {
  /// In the order of concern and id.
  public private(set) var rules: [Rule] = []
  /// What is wrong with rule files; with an error no check may run.
  public private(set) var diagnostics: [Diagnostic] = []
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Reads rule files. A user's rule with the id of a built-in one is an error: two truths about one name.
  ///
  /// - Parameters:
  ///   - parameters: What the configuration sets: rule, parameter, text.
  ///   - attributes: The attributes of users' own that rules may read.
  ///   - trustsBuiltins: Whether the built-in files are known to be free of mistakes, so that what only findings need is
  ///     read when there is one.
  public init(
    _ texts: [RuleText], parameters: [String: [String: String]] = [:], attributes: [CustomAttribute] = [],
    trustsBuiltins: Bool = false, sources: inout Sources
  ) {
    let language = attributes.isEmpty ? ModelEnvironment.shared : ModelEnvironment(attributes: attributes)
    let files = texts.map { text in
      let file = SourceFile(path: text.path, bytes: Array(RuleReader.head(of: text.text).utf8))
      return (file: file, id: sources.add(file), isBuiltin: text.isBuiltin)
    }
    // Half of a small check is reading rules, and no rule needs another.
    let results = Parallel.map(files.count) { index in
      var reader = RuleReader()
      reader.parameters = parameters
      reader.isBuiltin = files[index].isBuiltin
      reader.defersWords = trustsBuiltins && files[index].isBuiltin
      reader.language = language
      return reader.read(files[index].file, id: files[index].id)
    }
    for result in results { add(result) }
    rules.sort { ($0.concern, $0.id) < ($1.concern, $1.id) }
  }

  private mutating func add(_ result: Result<Rule, RuleFileError>) {
    switch result {
    case .failure(let error): diagnostics += error.diagnostics
    case .success(let rule):
      guard let other = rules.first(where: { $0.id == rule.id }) else { return rules.append(rule) }
      diagnostics.append(
        Diagnostic(
          .error, "duplicate-name", "there are two rules called `\(rule.id)`", at: Label(rule.place),
          secondary: [Label(other.place, "the other one")]))
    }
  }

  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }
}
