public import Diagnostics
internal import Expressions
internal import YAMLTree

/// A rule with one small change in one of its clauses, which its examples should notice.
public struct RuleMutant: Sendable {
  /// Where the change is, as a path of keys: `when`, `let.offenders`, `severity.error`, `params.max_share`.
  public let clause: String
  /// What is done, e.g. `replace == by !=`.
  public let change: String
  /// The text of the clause with the change.
  public let text: String
  /// Where the change is in the text: UTF-8 offsets.
  public let mark: Range<Int>
  public let rule: Rule

  /// The text on one line, as a list of equivalent mutants names it.
  public var line: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension RuleReader {
  /// Every mutant of a rule that still loads, in the order of `where`, `when`, `once`, `let`, severities and parameters.
  ///
  /// Reads the file anew for each: O(n · m) for n bytes and m mutations.
  ///
  /// - Returns: nothing for a rule that does not load or is decided by the engine.
  public func mutants(of file: SourceFile, id: FileID) -> [RuleMutant] {
    guard case .success(let rule) = read(file, id: id), !rule.isDecidedByEngine else { return [] }
    return rule.clauses.flatMap { path, clause in
      clause.checked.mutations().compactMap { change in
        let start = change.range.lowerBound
        let mark = start..<(start + change.replacement.utf8.count)
        return mutant(path, clause.node, change.applied(to: clause.text), mark, change.description, of: file, id: id)
      }
    } + parameterMutants(file, id)
  }

  private func mutant(
    _ path: String, _ node: YAMLNode, _ text: String, _ mark: Range<Int>, _ change: String, of file: SourceFile, id: FileID
  ) -> RuleMutant? {
    var reader = self
    reader.replaced = (node.span, text)
    guard case .success(let rule) = reader.read(file, id: id) else { return nil }
    return RuleMutant(clause: path, change: change, text: text, mark: mark, rule: rule)
  }

  /// A parameter is a threshold with a name: its default moves by one, or by a tenth where it is no whole number.
  private func parameterMutants(_ file: SourceFile, _ id: FileID) -> [RuleMutant] {
    let root = YAMLReader.read(file, id: id).documents.first?.root
    return root?["params"]?.entries.flatMap { entry -> [RuleMutant] in
      guard let node = entry.value["default"], entry.value["type"]?.text ?? "number" == "number" else { return [] }
      return Self.shifted(node.text).compactMap { other in
        let change = "replace `\(node.text)` by `\(other)`"
        return mutant("params.\(entry.key.text)", node, other, 0..<other.utf8.count, change, of: file, id: id)
      }
    } ?? []
  }

  private static func shifted(_ text: String) -> [String] {
    if let whole = Int(text) { return ["\(whole - 1)", "\(whole + 1)"] }
    return Double(text).map { ["\($0 * 0.9)", "\($0 * 1.1)"] } ?? []
  }
}

extension Rule {
  /// The clauses that decide, with their paths.
  fileprivate var clauses: [(path: String, clause: Clause)] {
    var all: [(path: String, clause: Clause)] = []
    if let condition { all.append(("where", condition)) }
    all.append(("when", defect))
    all += onces.map { ("once.\($0.name)", $0.clause) }
    all += lets.map { ("let.\($0.name)", $0.clause) }
    return all + severity.cases.map { ("severity.\($0.severity.word)", $0.clause) }
  }
}
