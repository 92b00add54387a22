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
  public init(
    _ texts: [RuleText], parameters: [String: [String: String]] = [:], attributes: [CustomAttribute] = [],
    sources: inout Sources
  ) {
    let language = attributes.isEmpty ? ModelEnvironment.shared : ModelEnvironment(attributes: attributes)
    var places: [String: Span] = [:]
    for text in texts {
      let file = SourceFile(path: text.path, bytes: Array(RuleReader.head(of: text.text).utf8))
      let id = sources.add(file)
      var reader = RuleReader()
      reader.parameters = parameters
      reader.isBuiltin = text.isBuiltin
      reader.language = language
      switch reader.read(file, id: id) {
      case .failure(let error): diagnostics += error.diagnostics
      case .success(let rule):
        if let other = places[rule.id] {
          diagnostics.append(
            Diagnostic(
              .error, "duplicate-name", "there are two rules called `\(rule.id)`", at: Label(rule.place),
              secondary: [Label(other, "the other one")]))
        } else {
          places[rule.id] = rule.place
          rules.append(rule)
        }
      }
    }
    rules.sort { ($0.concern, $0.id) < ($1.concern, $1.id) }
  }

  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }
}
