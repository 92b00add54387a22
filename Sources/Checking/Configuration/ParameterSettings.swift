public import Diagnostics
internal import Rules
internal import YAMLTree

/// Fits the parameters of a configuration to those that rules declare, before the rules are assembled: a mistake is the
/// configuration's, so it is shown there and not at the default in the rule file.
public enum ParameterSettings {
  /// The texts to be used, by rule and parameter, and what is wrong with the others.
  ///
  /// Reads the rule files only if the configuration sets a parameter. O(size of the rule files).
  public static func resolve(
    _ configuration: Configuration, for texts: [RuleText]
  ) -> (values: [String: [String: String]], problems: [Diagnostic]) {
    if configuration.rules.allSatisfy(\.settings.parameters.isEmpty) { return ([:], []) }
    let outlines = texts.compactMap(RuleOutline.init)
    let problems = configuration.rules.flatMap { Self.problems(of: $0, outlines) }
    var values: [String: [String: String]] = [:]
    for outline in outlines {
      for parameter in configuration.settings(for: outline.name).parameters where outline.declares(parameter.name) {
        values[outline.name.id, default: [:]][parameter.name] = parameter.text
      }
    }
    return (values, problems)
  }

  private static func problems(of entry: RuleEntry, _ outlines: [RuleOutline]) -> [Diagnostic] {
    let matching = outlines.filter { entry.selector.matches($0.name) }
    // A selector that matches nothing is reported as such, once the rules are loaded.
    if matching.isEmpty { return [] }
    return entry.settings.parameters.compactMap { parameter in
      let declarations = matching.flatMap(\.parameters).filter { $0.name == parameter.name }
      if declarations.isEmpty { return unknown(parameter, entry.selector, matching.flatMap(\.parameters)) }
      let problem = declarations.lazy.compactMap { $0.problem(with: parameter.text) }.first
      return problem.map { .error("wrong-value", $0.message, at: parameter.valueSpan, helps: [$0.help]) }
    }
  }

  private static func unknown(
    _ parameter: ConfiguredParameter, _ selector: RuleSelector, _ known: [ParameterDeclaration]
  ) -> Diagnostic {
    let owner =
      selector.isExact ? "the rule `\(selector.text)` has no" : "no rule that matches `\(selector.text)` has a"
    let nearest = Suggestion.nearest(to: parameter.name, among: known.map(\.name))
    let list = known.map(\.summary).joined(separator: ", ")
    return .error(
      "unknown-parameter",
      "\(owner) parameter `\(parameter.name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: parameter.nameSpan,
      helps: [known.isEmpty ? "there are no parameters to set; remove it" : "the parameters are \(list)"])
  }
}

/// The names in a rule file, read without its expressions.
private struct RuleOutline {
  let name: RuleName
  let parameters: [ParameterDeclaration]

  /// `nil` for what is no rule; that is said when the rule is read.
  init?(_ text: RuleText) {
    let file = SourceFile(path: text.path, bytes: Array(RuleReader.head(of: text.text).utf8))
    guard let root = YAMLReader.read(file, id: FileID(rawValue: 0)).documents.first?.root, let id = root["id"] else {
      return nil
    }
    name = RuleName(id: id.text, concern: root["concern"]?.text ?? "")
    parameters = root["params"]?.entries.map(ParameterDeclaration.init) ?? []
  }

  func declares(_ parameter: String) -> Bool { parameters.contains { $0.name == parameter } }
}
