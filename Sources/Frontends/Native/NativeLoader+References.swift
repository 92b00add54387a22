internal import Diagnostics
internal import Topology
internal import YAMLTree

/// Names that point to entities.
extension NativeLoader {
  func resolve(_ node: YAMLNode, as target: ReferenceTarget) -> Result<EntityID, Problem> {
    let text = node.text
    switch target {
    case .data:
      guard let entry = names.dataSets[text] else {
        if bag.isFull { return .failure(unresolved(text, node, nil)) }
        if let party = names.parties[text] {
          return .failure(wrongKind(text, node, "\(names.partyKinds[party.row])", "data set", party.place))
        }
        return .failure(dangling(text, node, "data set", names.dataSets.keys.sorted()))
      }
      return .success(EntityID(.dataSet, entry.row))
    case .client: return party(text, node, [.client])
    case .store: return party(text, node, [.store])
    case .queue: return party(text, node, [.queue])
    case .component: return component(text, node)
    case .operation: return operation(text, node)
    case .endpoint:
      return namesOperation(text) ? operation(text, node) : party(text, node, PartyKind.allCases)
    case .entry:
      return namesOperation(text) ? operation(text, node) : party(text, node, PartyKind.components)
    }
  }

  private func namesOperation(_ text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
  }

  private func component(_ text: String, _ node: YAMLNode) -> Result<EntityID, Problem> {
    guard text.contains("."), let owner = text.split(separator: ".").first, names.parties[String(owner)] != nil else {
      return party(text, node, PartyKind.components)
    }
    return .failure(
      Problem("wrong-reference", "a component is needed here, not an operation", at: node, helps: ["write `\(owner)`"]))
  }

  private func party(_ text: String, _ node: YAMLNode, _ kinds: [PartyKind]) -> Result<EntityID, Problem> {
    let wanted = kinds.count == 1 ? "\(kinds[0])" : kinds.contains(.client) ? "client or component" : "component"
    guard let entry = names.parties[text] else {
      if bag.isFull { return .failure(unresolved(text, node, nil)) }
      if let other = names.dataSets[text] { return .failure(wrongKind(text, node, "data set", wanted, other.place)) }
      return .failure(dangling(text, node, wanted, names.partyNames(of: kinds)))
    }
    let kind = names.partyKinds[entry.row]
    guard kinds.contains(kind) else {
      return .failure(wrongKind(text, node, "\(kind)", wanted, entry.place))
    }
    return .success(EntityID(.party, entry.row))
  }

  private func wrongKind(
    _ text: String, _ node: YAMLNode, _ kind: String, _ wanted: String, _ place: Span
  ) -> Problem {
    var problem = Problem("wrong-reference", "`\(text)` is a \(kind); a \(wanted) is needed here", at: node)
    problem.diagnostic.secondary = [Label(place, "defined here")]
    return problem
  }

  private func operation(_ text: String, _ node: YAMLNode) -> Result<EntityID, Problem> {
    if bag.isFull, (names.operations[text] ?? -1) < 0 { return .failure(unresolved(text, node, nil)) }
    if let row = names.operations[text] {
      guard row < 0 else { return .success(EntityID(.operation, row)) }
      let owner = String(text.prefix { $0 != "." })
      let forms = names.operationNames(of: owner).filter {
        $0.hasPrefix("\(owner)/") && $0.hasSuffix(text.dropFirst(owner.count))
      }
      return .failure(
        Problem(
          "ambiguous-reference", "`\(text)` names several operations", at: node,
          helps: ["write " + forms.map { "`\($0)`" }.joined(separator: " or ")]))
    }
    let owner = String(text.prefix { $0 != "." && $0 != "/" })
    guard let entry = names.parties[owner] else {
      let meant = Suggestion.nearest(to: owner, among: names.partyNames(of: PartyKind.allCases)).map {
        $0 + text.dropFirst(owner.count)
      }
      var problem = unresolved(text, node, meant)
      problem.diagnostic.helps = ["define `\(owner)`, or name a component that is defined"]
      return .failure(problem)
    }
    let known = names.operationNames(of: owner)
    if known.isEmpty {
      let kind = names.partyKinds[entry.row]
      let help = kind == .service ? "add the operation to `\(owner)`, or write `\(owner)`" : "write `\(owner)`"
      return .failure(Problem("dangling-reference", "`\(owner)` has no operations", at: node, helps: [help]))
    }
    if names.interfaces[text] != nil {
      return .failure(
        Problem(
          "wrong-reference", "`\(text)` is an interface; an operation or a component is needed here", at: node,
          helps: ["write " + known.filter { $0.hasPrefix("\(text).") }.map { "`\($0)`" }.joined(separator: " or ")]))
    }
    var problem = unresolved(text, node, Suggestion.nearest(to: text, among: known))
    problem.diagnostic.helps = ["the operations of `\(owner)` are \(known.map { "`\($0)`" }.joined(separator: ", "))"]
    return .failure(problem)
  }

  private func dangling(
    _ text: String, _ node: YAMLNode, _ wanted: String, _ sorted: [String]
  ) -> Problem {
    let article = wanted.first.map { "aeiou".contains($0) ? "an" : "a" } ?? "a"
    var problem = unresolved(text, node, Suggestion.nearest(to: text, among: sorted))
    if sorted.count <= 12, !sorted.isEmpty {
      problem.diagnostic.helps = ["\(article) \(wanted) is one of \(sorted.map { "`\($0)`" }.joined(separator: ", "))"]
    } else if sorted.isEmpty {
      problem.diagnostic.helps = ["there is no \(wanted) yet; define `\(text)`"]
    }
    return problem
  }

  private func unresolved(_ text: String, _ node: YAMLNode, _ nearest: String?) -> Problem {
    Problem(
      "dangling-reference", "`\(text)` is not defined" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: node)
  }
}
