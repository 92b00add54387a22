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
  /// Every mutant of a rule that still loads, in the order of `where`, `when`, `once`, `let`, severities, the message
  /// and parameters.
  ///
  /// Reads the file anew for each: O(n · m) for n bytes and m mutations.
  ///
  /// - Returns: nothing for a rule that does not load or is decided by the engine.
  public func mutants(of file: SourceFile, id: FileID) -> [RuleMutant] {
    guard case .success(let rule) = read(file, id: id), !rule.isDecidedByEngine else { return [] }
    let clauses = rule.clauses.flatMap { path, clause in
      clause.checked.mutations().compactMap { mutant(path, clause.node, clause.text, $0, of: file, id: id) }
    }
    return clauses + messageMutants(rule, file, id) + parameterMutants(file, id)
  }

  /// A message that says the one where the other is so misleads as much as a wrong verdict, so that each branch of a `?`
  /// in it needs an example with the exact words. The rest of a message is words and values, which no rule of thumb can
  /// break in a telling way; evidence is not stated by examples at all.
  private func messageMutants(_ rule: Rule, _ file: SourceFile, _ id: FileID) -> [RuleMutant] {
    guard let message = rule.words.value.messageText else { return [] }
    return message.checked.parts.flatMap { part -> [RuleMutant] in
      guard case .expression(let checked, let range) = part else { return [] }
      return checked.branchSwaps().compactMap { change in
        mutant("message", message.node, message.checked.text, change.moved(by: range.lowerBound), of: file, id: id)
      }
    }
  }

  /// The rule from the file with the change written into it.
  private func mutant(
    _ path: String, _ node: YAMLNode, _ text: String, _ change: Mutation, of file: SourceFile, id: FileID
  ) -> RuleMutant? {
    var bytes = Array(file.bytes)
    let span = node.sourceSpan(ofTextRange: change.range)
    // On one line, as a line of its own would need the indentation of its neighbours.
    let written = change.replacement.split(whereSeparator: \.isNewline).joined(separator: " ")
    bytes.replaceSubrange(Int(span.start)..<Int(span.end), with: written.utf8)
    guard case .success(let rule) = read(SourceFile(path: file.path, bytes: bytes), id: id) else { return nil }
    let start = change.range.lowerBound
    return RuleMutant(
      clause: path, change: change.description, text: change.applied(to: text),
      mark: start..<(start + change.replacement.utf8.count), rule: rule)
  }

  /// A parameter is a threshold with a name: its default moves by one, or by a tenth where it is no whole number.
  private func parameterMutants(_ file: SourceFile, _ id: FileID) -> [RuleMutant] {
    let root = YAMLReader.read(file, id: id).documents.first?.root
    return root?["params"]?.entries.flatMap { entry -> [RuleMutant] in
      guard let node = entry.value["default"], entry.value["type"]?.text != "text" else { return [] }
      return Mutation.shifted(node.text).compactMap { other in
        let change = Mutation(
          range: 0..<node.text.utf8.count, replacement: other, description: "replace `\(node.text)` by `\(other)`")
        return mutant("params.\(entry.key.text)", node, node.text, change, of: file, id: id)
      }
    } ?? []
  }
}

extension Rule {
  /// The clauses that decide, with their paths.
  var clauses: [(path: String, clause: Clause)] {
    var all: [(path: String, clause: Clause)] = []
    if let condition { all.append(("where", condition)) }
    all.append(("when", defect))
    all += onces.map { ("once.\($0.name)", $0.clause) }
    all += lets.map { ("let.\($0.name)", $0.clause) }
    for reach in reaches {
      let parts = [("seeds", reach.from.condition), ("where", reach.into?.condition), ("step", reach.step)]
      for case (let key, let clause?) in parts { all.append(("reach.\(reach.name).\(key)", clause)) }
    }
    if let step = cycles?.step { all.append(("cycles.step", step)) }
    return all + severity.cases.map { ("severity.\($0.severity.word)", $0.clause) }
  }
}
