internal import Diagnostics
internal import YAMLTree

/// Reads the `examples` of a rule file.
struct ExampleReader {
  private let root: YAMLNode
  private static let keys = ["name", "model", "expect", "message", "severity"]
  private static let expectations = ["fail", "unknown", "missing"]

  init(_ root: YAMLNode) { self.root = root }

  func read() -> Result<[RuleExample], RuleFileError> {
    var examples: [RuleExample] = []
    var problems: [Diagnostic] = []
    for item in root["examples"]?.items.map({ $0 }) ?? [] {
      let found = mistakes(item)
      problems += found
      guard found.isEmpty, let expect = item["expect"] else { continue }
      examples.append(
        RuleExample(
          name: item["name"]?.text ?? "", model: item["model"]?.text ?? "", fail: names(expect["fail"]),
          unknown: names(expect["unknown"]), missing: expect["missing"].map { names($0) },
          messages: messages(item["message"]),
          severity: item["severity"].flatMap { Severity(word: $0.text) }, place: item.place))
    }
    return problems.isEmpty ? .success(examples) : .failure(RuleFileError(problems))
  }

  /// One message or a list of them.
  private func messages(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    return node.isScalar ? [node.text] : names(node)
  }

  private func names(_ node: YAMLNode?) -> [String] { node?.items.map(\.text) ?? [] }

  private func mistakes(_ item: YAMLNode) -> [Diagnostic] {
    let (unknown, meant) = unknownKeys(item, Self.keys)
    var problems = unknown
    for key in ["name", "model", "expect"] where item[key] == nil && !meant.contains(key) {
      problems.append(
        .error(
          "missing-key", "an example needs `\(key)`", at: item.entries.first?.span ?? item.place,
          helps: key == "expect" ? ["write `expect: {fail: […]}`, or `expect: {}` if all is well"] : []))
    }
    if let model = item["model"], !model.isScalar {
      problems.append(
        .error(
          "wrong-type", "`model` is a text", at: model.place, helps: ["write the model after `|`, on lines of its own"])
      )
    }
    if let node = item["severity"], Severity(word: node.text) == nil {
      problems.append(
        .error(
          "wrong-value", "`\(node.text)` is not a severity", at: node.place,
          helps: ["write `error`, `warning` or `note`"]))
    }
    return problems + (item["expect"].map(expectationMistakes) ?? [])
  }

  private func expectationMistakes(_ expect: YAMLNode) -> [Diagnostic] {
    guard expect.isMapping else {
      return [
        .error("wrong-type", "`expect` is a map", at: expect.place, helps: ["write it like `expect: {fail: [orders]}`"])
      ]
    }
    let shapes = expect.entries.filter { !$0.value.isSequence && Self.expectations.contains($0.key.text) }.map {
      entry in
      Diagnostic.error(
        "wrong-type", "`\(entry.key.text)` is a list", at: entry.value.place,
        helps: ["write `\(entry.key.text): [\(entry.value.text)]`"])
    }
    return unknownKeys(expect, Self.expectations).problems + shapes
  }

  private func unknownKeys(_ node: YAMLNode, _ allowed: [String]) -> (problems: [Diagnostic], meant: Set<String>) {
    var meant: Set<String> = []
    let problems = node.entries.filter { !allowed.contains($0.key.text) }.map { entry in
      let nearest = Suggestion.nearest(to: entry.key.text, among: allowed)
      if let nearest { meant.insert(nearest) }
      return Diagnostic.error(
        "unknown-key", "unknown key `\(entry.key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: entry.key.place,
        helps: nearest == nil ? ["the keys are \(allowed.map { "`\($0)`" }.joined(separator: ", "))"] : [])
    }
    return (problems, meant)
  }
}
