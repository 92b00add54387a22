internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// The key `fix`.
extension RuleAssembly {
  private static let fixKeys = ["say", "where", "for", "set"]

  mutating func readFixes() -> [FixTemplate] {
    root["fix"]?.items.compactMap { readFix($0) } ?? []
  }

  private mutating func readFix(_ item: YAMLNode) -> FixTemplate? {
    let misspelled = unknownKeys(item, Self.fixKeys)
    let condition = item["where"].flatMap { clause($0, expecting: .bool) }
    let target = item["for"].flatMap { elements($0, "what changes is an element of the model or a list of them") }
    if let change = item["set"] { checkChange(change, of: target?.type, item) }
    guard let say = item["say"]?.text else {
      if !misspelled.contains("say") {
        problem(
          "missing-key", "a fix needs `say`", at: item.entries.first?.span ?? item.place,
          help: "say in a sentence what to do, as in `say: Keep messages longer`")
      }
      return nil
    }
    return FixTemplate(say: say, condition: condition, targets: target?.clause, change: item["set"])
  }

  private mutating func checkChange(_ change: YAMLNode, of type: String?, _ item: YAMLNode) {
    guard change.isMapping else {
      return problem(
        "wrong-type", "`set` is a map of facts", at: change.place, help: "write it like `set: {retention: 7d}`")
    }
    guard item["for"] != nil else {
      let name = environment.variables.first?.name ?? "x"
      return problem(
        "missing-key", "`set` needs `for`", at: item.entry("set")?.key.place ?? item.place,
        help: "name the elements that change, as in `for: \(name)`")
    }
    guard let type else { return }
    var check = FactChangeCheck()
    check.check(change, of: type)
    problems += check.problems
  }
}
