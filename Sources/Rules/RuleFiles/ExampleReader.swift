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
      problems += unknownKeys(item, Self.keys) + (item["expect"].map { unknownKeys($0, Self.expectations) } ?? [])
      guard let name = item["name"]?.text, let model = item["model"]?.text, let expect = item["expect"] else {
        problems.append(.error("missing-key", "an example needs `name`, `model` and `expect`", at: item.place))
        continue
      }
      let severity = item["severity"].flatMap { Severity(word: $0.text) }
      if let node = item["severity"], severity == nil {
        problems.append(.error("wrong-value", "`\(node.text)` is not a severity", at: node.place))
      }
      examples.append(
        RuleExample(
          name: name, model: model, fail: names(expect["fail"]), unknown: names(expect["unknown"]),
          missing: expect["missing"].map { names($0) }, message: item["message"]?.text,
          severity: severity, place: item.place))
    }
    return problems.isEmpty ? .success(examples) : .failure(RuleFileError(problems))
  }

  private func names(_ node: YAMLNode?) -> [String] { node?.items.map(\.text) ?? [] }

  private func unknownKeys(_ node: YAMLNode, _ allowed: [String]) -> [Diagnostic] {
    node.entries.filter { !allowed.contains($0.key.text) }.map { entry in
      let nearest = Suggestion.nearest(to: entry.key.text, among: allowed)
      return .error(
        "unknown-key", "unknown key `\(entry.key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: entry.key.place)
    }
  }
}
