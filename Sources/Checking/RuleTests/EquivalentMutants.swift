public import Diagnostics
public import YAMLTree

/// Mutants that no example can tell from their rule, each with the reason why.
public struct EquivalentMutants: Sendable {
  /// One such mutant.
  public struct Entry: Hashable, Sendable {
    /// The id of the rule.
    public var rule: String
    /// The path of the clause, `when` or `let.offenders`.
    public var clause: String
    /// The text of the clause with the change, on one line.
    public var becomes: String
    /// Why the mutant decides as the rule does.
    public var reason: String
    /// Where the entry stands.
    public var place: Span
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  /// Reads `equivalents: [{rule: …, clause: …, becomes: …, reason: …}]`.
  ///
  /// - Returns: What is wrong with the file.
  public mutating func add(_ stream: YAMLStream) -> [Diagnostic] {
    guard !stream.hasErrors, let root = stream.documents.first?.root else { return stream.diagnostics }
    var problems: [Diagnostic] = []
    for item in root["equivalents"]?.items.map({ $0 }) ?? [] {
      guard let rule = item["rule"]?.text, let clause = item["clause"]?.text, let becomes = item["becomes"]?.text,
        let reason = item["reason"]?.text, !reason.isEmpty
      else {
        problems.append(
          .error("missing-key", "an equivalent mutant needs `rule`, `clause`, `becomes` and `reason`", at: item.place))
        continue
      }
      let line = becomes.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      entries.append(Entry(rule: rule, clause: clause, becomes: line, reason: reason, place: item.place))
    }
    return problems
  }
}
