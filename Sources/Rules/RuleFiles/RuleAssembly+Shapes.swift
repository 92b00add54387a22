internal import Diagnostics
internal import Expressions
internal import YAMLTree

/// What every key of a rule file has in common: its name, and whether its value is a text, a list or a map.
extension RuleAssembly {
  private static let lists = ["tags", "evidence", "fix", "references", "examples"]
  private static let maps = ["params", "once", "let", "reach", "cycles"]
  /// Texts or maps; a misplaced list in `when` and `where` is told together with the mended text.
  private static let eitherWay = ["severity", "when", "where"]

  /// Checks which keys there are; what is missing because its key is misspelled is not missing.
  mutating func checkKeys() {
    let misspelled = unknownKeys(root, RuleReader.keys)
    for entry in root.entries { checkShape(entry) }
    let isDecided = root["decided_by"]?.text == "engine"
    for (key, what) in Self.needed where root[key] == nil && !misspelled.contains(key) {
      if isDecided, ["for", "when", "message"].contains(key) { continue }
      problem("missing-key", "a rule needs `\(key)`", at: root.entries.first?.span ?? root.place, help: what)
    }
  }

  private static let needed = [
    ("id", "write its name in kebab-case, as in `id: short-retention`"),
    ("title", "say in a line what is wrong"),
    ("severity", "write `error`, `warning` or `note`"),
    ("concern", "name what it is about, as in `concern: resilience`"),
    ("rationale", "say why it matters"),
    ("for", "name a type and a variable, as in `for: queue q`"),
    ("when", "write the condition that is true if the defect is there"),
    ("message", "say what is wrong, as in ``message: \"`${q.name}` forgets too early\"``"),
  ]

  private mutating func checkShape(_ entry: YAMLEntry) {
    let (key, node) = (entry.key.text, entry.value)
    let place = node.isNull ? entry.key.place : node.place
    if Self.lists.contains(key), !node.isSequence {
      let isName = node.isScalar && !node.isNull && key == "evidence"
      problem(
        "wrong-type", "`\(key)` is a list", at: place,
        help: isName ? "write `\(key): [\(node.text)]`" : "begin each entry with `- `, on a line of its own")
    } else if Self.maps.contains(key), !node.isMapping {
      problem("wrong-type", "`\(key)` is a map", at: place, help: "give each entry a name, on a line of its own")
    } else if RuleReader.keys.contains(key), !Self.lists.contains(key), !Self.maps.contains(key),
      !Self.eitherWay.contains(key), !node.isScalar
    {
      problem(
        "wrong-type", "`\(key)` is a text", at: place, help: key == "for" ? "write it like `for: queue q`" : nil)
    }
  }

  /// Reports the keys that are not among `allowed`; the answer holds the ones that were meant.
  @discardableResult
  mutating func unknownKeys(_ node: YAMLNode, _ allowed: [String]) -> Set<String> {
    var meant: Set<String> = []
    for entry in node.entries where !allowed.contains(entry.key.text) {
      let nearest = Suggestion.nearest(to: entry.key.text, among: allowed)
      problem(
        "unknown-key", "unknown key `\(entry.key.text)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
        at: entry.key.place,
        help: nearest == nil ? "the keys are \(allowed.map { "`\($0)`" }.joined(separator: ", "))" : nil)
      if let nearest { meant.insert(nearest) }
    }
    return meant
  }

  /// Reports a name that expressions cannot use, or that means something already.
  ///
  /// - Returns: whether the name is new, though perhaps no good.
  @discardableResult
  mutating func checkName(_ node: YAMLNode, taken: [String] = []) -> Bool {
    let name = node.text
    if !ExpressionText.isName(name) {
      problem(
        "invalid-name", "`\(name)` cannot be a name in expressions", at: node.place,
        help: "write a letter, then letters, digits and `_`, and no word of the language")
    } else if taken.contains(name) || environment.variables.contains(where: { $0.name == name }) {
      problem("invalid-name", "`\(name)` names something else already", at: node.place, help: "choose another name")
      return false
    }
    return true
  }

  /// Reports a word that is none of a list.
  mutating func wrongWord(_ node: YAMLNode, _ word: String, _ what: String, _ words: [String]) {
    let nearest = Suggestion.nearest(to: word, among: words)
    problem(
      "wrong-value", "`\(word)` is not \(what)" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: node.place,
      help: nearest == nil ? "write one of \(words.map { "`\($0)`" }.joined(separator: ", "))" : nil)
  }
}
