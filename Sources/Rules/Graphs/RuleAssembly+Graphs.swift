internal import Diagnostics
internal import Expressions
internal import Topology
internal import YAMLTree

/// The keys `reach` and `cycles`.
extension RuleAssembly {
  private static let reachKeys = ["from", "seeds", "along", "step", "direction", "into", "where"]
  private static let cyclesKeys = ["along", "step"]
  private static let elements = ["party", "component", "client", "service", "store", "queue", "interface", "operation"]

  /// The names that `for` may use as types, because `cycles` declares them.
  var ringTypes: [String] { root["cycles"]?.entries.map(\.key.text) ?? [] }

  // MARK: Cycles

  /// The block that the rule is for. Its name becomes a type.
  mutating func readCycles(subject: String, _ parameters: [RuleParameter]) -> CyclesBlock? {
    var found: CyclesBlock?
    for entry in root["cycles"]?.entries.map({ $0 }) ?? [] {
      checkName(entry.key, taken: ModelEnvironment.subjects)
      guard entry.value.isMapping else {
        wrongBlock(entry, "`{along: link l, step: \"l.mode == 'sync'\"}`")
        continue
      }
      unknownKeys(entry.value, Self.cyclesKeys)
      let block = CyclesBlock(name: entry.key.text, step: readStep(entry, parameters))
      if block.name == subject {
        found = block
      } else {
        problem(
          "unused-block", "nothing is for `\(block.name)`, so its rings are never asked for", at: entry.key.place,
          help: "write `for: \(block.name) r`, and another rule for other subjects")
      }
    }
    if let found { environment.objectTypes.append(ObjectType(found.name, fields: ModelEnvironment.shared.ringFields)) }
    return found
  }

  // MARK: Reach

  /// The blocks in order. Each becomes a variable with member functions.
  mutating func readReaches(_ parameters: [RuleParameter]) -> [ReachBlock] {
    var blocks: [ReachBlock] = []
    for entry in root["reach"]?.entries.map({ $0 }) ?? [] {
      checkName(entry.key, taken: ModelEnvironment.subjects)
      let block = readReach(entry, parameters)
      if let block { blocks.append(block) }
      declareReach(entry.key.text, from: block?.from.type)
    }
    return blocks
  }

  private mutating func readReach(_ entry: YAMLEntry, _ parameters: [RuleParameter]) -> ReachBlock? {
    let node = entry.value
    guard node.isMapping else {
      wrongBlock(entry, "`{from: component c, seeds: …, along: link l, step: …}`")
      return nil
    }
    unknownKeys(node, Self.reachKeys)
    if node["from"] == nil {
      missing("from", of: entry, "name what it starts at, as in `from: component c`")
    } else if node["seeds"] == nil {
      missing(
        "seeds", of: entry,
        "say which of them are starts, as in `seeds: c.exposure == \"public\"`, or `seeds: \"true\"` for all")
    }
    if let condition = node.entry("where"), node["into"] == nil {
      problem(
        "missing-key", "`where` of `\(entry.key.text)` speaks of what a step leads into, and there is no `into`",
        at: condition.key.place, help: "name it, as in `into: component d`; which starts there are is said by `seeds`")
    }
    let step = readStep(entry, parameters)
    let isBackward = readDirection(node["direction"])
    let into = node["into"].flatMap { readElement($0, condition: node["where"], parameters) }
    guard let from = node["from"].flatMap({ readElement($0, condition: node["seeds"], parameters) }) else { return nil }
    return ReachBlock(name: entry.key.text, from: from, into: into, step: step, isBackward: isBackward)
  }

  /// Declared even after a mistake, which is then not told again wherever the name is used.
  private mutating func declareReach(_ name: String, from: String?) {
    guard let from else {
      environment = environment.declaring([Variable(name, .error)])
      return
    }
    let type = ExpressionType.object("reach \(name)")
    environment.objectTypes.append(ObjectType("reach \(name)"))
    environment.functions += ReachFunction.allCases.flatMap { function in
      ["party", "endpoint", "interface"].map { target in
        Function(
          "\(function)", receiver: type, parameters: [.object(target)], result: result(of: function, from: from),
          handle: function.handle, cost: function == .path ? .degree : .constant)
      }
    }
    environment = environment.declaring([Variable(name, type)])
  }

  private func result(of function: ReachFunction, from: String) -> ExpressionType {
    switch function {
    case .reaches: .bool
    case .path: .list(.object("link"))
    case .source: .nullable(.object(from))
    case .hops: .nullable(.number)
    }
  }

  private mutating func readDirection(_ node: YAMLNode?) -> Bool {
    guard let node else { return false }
    if !["forward", "backward"].contains(node.text) {
      wrongWord(node, node.text, "a direction", ["forward", "backward"])
    }
    return node.text == "backward"
  }

  // MARK: Parts

  /// `along: link l` with `step`, the condition on the link; without `step`, every link is followed.
  private mutating func readStep(_ entry: YAMLEntry, _ parameters: [RuleParameter]) -> Clause? {
    guard let along = entry.value["along"] else {
      missing("along", of: entry, "name the links it follows, as in `along: link l`")
      return nil
    }
    guard let (_, name) = typeAndName(along, among: ["link"]) else { return nil }
    return entry.value["step"].flatMap { condition($0, on: name, "link", parameters) }
  }

  private mutating func readElement(
    _ node: YAMLNode, condition: YAMLNode?, _ parameters: [RuleParameter]
  ) -> ElementClause? {
    guard let (type, name) = typeAndName(node, among: Self.elements) else { return nil }
    return ElementClause(type: type, condition: condition.flatMap { self.condition($0, on: name, type, parameters) })
  }

  private mutating func typeAndName(_ node: YAMLNode, among types: [String]) -> (type: String, name: String)? {
    let words = node.isScalar ? node.text.split(separator: " ").map(String.init) : []
    guard words.count == 2 else {
      problem(
        "wrong-value", "this is a type and a name", at: node.place, help: "write it like `\(types.last ?? "") x`")
      return nil
    }
    guard types.contains(words[0]) else {
      wrongWord(node, words[0], "a type that is possible here", types)
      return nil
    }
    guard ExpressionText.isName(words[1]) else {
      problem(
        "invalid-name", "`\(words[1])` cannot be a name in expressions", at: node.place,
        help: "write a letter, then letters, digits and `_`, and no word of the language")
      return nil
    }
    return (words[0], words[1])
  }

  /// A condition of a block knows its element and the parameters; it is decided once for the whole model.
  private mutating func condition(
    _ node: YAMLNode, on name: String, _ type: String, _ parameters: [RuleParameter]
  ) -> Clause? {
    let kept = (environment, guards)
    defer { (environment, guards) = kept }
    environment = reader.language.environment.declaring(
      [Variable(name, .object(type))] + parameters.map { Variable($0.name, self.type(of: $0)) })
    environment.hints = kept.0.hints
    guards = nil
    return clause(node, expecting: .bool)
  }

  private mutating func missing(_ key: String, of entry: YAMLEntry, _ help: String) {
    problem("missing-key", "`\(entry.key.text)` needs `\(key)`", at: entry.key.place, help: help)
  }

  private mutating func wrongBlock(_ entry: YAMLEntry, _ form: String) {
    problem("wrong-type", "`\(entry.key.text)` is a map", at: entry.key.place, help: "write it like \(form)")
  }
}
