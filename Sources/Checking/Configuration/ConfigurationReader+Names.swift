public import Diagnostics
public import YAMLTree

/// Names of rules, which can be looked up once the rules are loaded.
extension ConfigurationReader {
  /// Messages for selectors that match no rule, and for allowances of rules that do not exist.
  public static func unknownRules(_ stream: YAMLStream, known: [RuleName]) -> [Diagnostic] {
    guard let root = stream.documents.first?.root else { return [] }
    let selectors =
      ["select", "ignore"].flatMap { key in root[key].map(texts) ?? [] } + (root["rules"]?.entries.map(\.key) ?? [])
    let allowed = root["allow"]?.items.compactMap { $0["rule"] } ?? []
    let ids = known.map(\.id)
    return selectors.compactMap { unmatched($0.text, at: $0.place, known: known) }
      + allowed.filter { !ids.contains($0.text) }.map { unknownRule($0.text, at: $0.place, known: ids) }
  }

  private static func texts(_ node: YAMLNode) -> [YAMLNode] { node.isScalar ? [node] : node.items.map { $0 } }

  /// The message for a selector, if it matches no rule.
  ///
  /// - Parameter span: `nil` for the command line.
  public static func unmatched(_ text: String, at span: Span?, known: [RuleName]) -> Diagnostic? {
    let selector = RuleSelector(text)
    if known.contains(where: selector.matches) { return nil }
    if selector.isExact, !text.contains("/") {
      let isConcern = known.contains { $0.concern == text }
      var diagnostic = unknownRule(text, at: span, known: known.map(\.id))
      if isConcern { diagnostic.helps.insert("write `\(text)/*` for all rules of the concern", at: 0) }
      return diagnostic
    }
    return .error(
      "unknown-rule",
      "no rule matches `\(text)`" + (correction(of: text, known).map { "; did you mean `\($0)`?" } ?? ""),
      at: span, helps: ["`topolint rules list` shows all, by concern"])
  }

  /// The selector with its concern spelled right.
  private static func correction(of text: String, _ known: [RuleName]) -> String? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let concern = Suggestion.nearest(to: parts[0], among: known.map(\.concern)) else {
      return nil
    }
    if known.contains(where: RuleSelector("\(concern)/\(parts[1])").matches) { return "\(concern)/\(parts[1])" }
    return Suggestion.nearest(to: parts[1], among: known.filter { $0.concern == concern }.map(\.id)).map {
      "\(concern)/\($0)"
    }
  }

  static func unknownRule(_ name: String, at span: Span?, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, among: known)
    return .error(
      "unknown-rule", "there is no rule `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: span,
      helps: ["`topolint rules list` shows all"])
  }
}
