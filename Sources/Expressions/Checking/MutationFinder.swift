/// Walks an expression for the places where a small change should make a difference.
struct MutationFinder {
  let text: String
  /// Whether only the branches of `?` are exchanged.
  var swapsOnly = false
  private(set) var mutations: [Mutation] = []

  /// What stands in for an operator: its neighbour, and where that is another question its opposite.
  private static let flips: [String: [String]] = [
    "_==_": ["!="], "_!=_": ["=="], "_<_": ["<=", ">"], "_<=_": ["<", ">="], "_>_": [">=", "<"], "_>=_": [">", "<="],
    "_&&_": ["||"], "_||_": ["&&"], "_+_": ["-"], "_-_": ["+"], "_*_": ["/"], "_/_": ["*"],
  ]

  mutating func visit(_ node: SyntaxNode) {
    switch node.kind {
    case .call(let name, let arguments):
      call(node, name, arguments)
      for argument in arguments { visit(argument) }
    case .comprehension(let it):
      quantifier(node, it)
      for part in [it.range, it.predicate, it.transform] { if let part { visit(part) } }
    case .memberCall(let receiver, let name, let arguments):
      if name.text == "distinct" { keep(receiver, of: node, "drop `.distinct()`") }
      for part in [receiver] + arguments { visit(part) }
    case .select(let operand, _, _), .has(let operand, _): visit(operand)
    case .index(let a, let b, _), .bind(_, let a, let b), .optionalMap(let a, _, let b, _):
      visit(a)
      visit(b)
    case .list(let items):
      dropEach(of: items.map(\.value), in: node)
      for item in items { visit(item.value) }
    case .map(let entries): for entry in entries { visit(entry.value) }
    case .literal(let literal): constant(node, literal)
    case .identifier, .message: break
    }
  }

  /// Every value of an enumeration becomes the next one of its list.
  mutating func visitWords(_ node: TypedExpression, _ environment: Environment) {
    if case .constant(.symbol(let ordinal)) = node.kind, case .enumeration(let name) = node.type,
      let values = environment.enumeration(name)?.values, values.count > 1
    {
      replace(node.range, by: "\"\(values[(Int(ordinal) + 1) % values.count])\"")
    }
    for child in node.children { visitWords(child, environment) }
  }

  // MARK: One node

  private mutating func call(_ node: SyntaxNode, _ name: Name, _ arguments: [SyntaxNode]) {
    for other in Self.flips[name.text] ?? [] { replace(name.range, by: other) }
    switch name.text {
    case "_&&_", "_||_":
      for argument in arguments { keep(argument, of: node, "keep only `\(oneLine(argument.range))`") }
    case "!_": keep(arguments[0], of: node, "drop `!` before `\(oneLine(arguments[0].range))`")
    case "@in":
      add(
        Mutation(range: node.range, replacement: "!(\(text.utf8Slice(node.range)))", description: "negate `in`"))
    case "_?_:_": swapBranches(arguments)
    case "quantity":
      guard case .literal(.string(let threshold))? = arguments.first?.kind else { return }
      for other in Mutation.shifted(threshold) { replace(arguments[0].range, by: "\"\(other)\"") }
    default: break
    }
  }

  private mutating func swapBranches(_ arguments: [SyntaxNode]) {
    let (first, second) = (arguments[1].range, arguments[2].range)
    let between = text.utf8Slice(first.upperBound..<second.lowerBound)
    add(
      isSwap: true,
      Mutation(
        range: first.lowerBound..<second.upperBound,
        replacement: "(\(text.utf8Slice(second)))\(between)(\(text.utf8Slice(first)))",
        description: "swap the branches of `?`"))
  }

  private mutating func quantifier(_ node: SyntaxNode, _ it: Comprehension) {
    switch it.operation {
    case .exists: replace(it.name.range, by: "all")
    case .all, .existsOne: replace(it.name.range, by: "exists")
    case .filter: keep(it.range, of: node, "drop the filter")
    default: break
    }
  }

  /// A threshold moves by one, or by a tenth where it is no whole number.
  private mutating func constant(_ node: SyntaxNode, _ literal: Literal) {
    switch literal {
    case .bool(let value): replace(node.range, by: value ? "false" : "true")
    case .int(let value):
      for step in [-1, 1] as [Int64] where !value.addingReportingOverflow(step).overflow {
        replace(node.range, by: String(value + step))
      }
    case .double(let value): for other in Mutation.shifted("\(value)") { replace(node.range, by: other) }
    case .null, .uint, .string, .bytes: break
    }
  }

  private mutating func dropEach(of items: [SyntaxNode], in node: SyntaxNode) {
    guard items.count > 1 else { return }
    for dropped in items.indices {
      let kept = items.indices.filter { $0 != dropped }.map { text.utf8Slice(items[$0].range) }
      add(
        Mutation(
          range: node.range, replacement: "[\(kept.joined(separator: ", "))]",
          description: "drop `\(oneLine(items[dropped].range))` from the list"))
    }
  }

  // MARK: Changes

  private mutating func add(isSwap: Bool = false, _ mutation: Mutation) {
    if isSwap || !swapsOnly { mutations.append(mutation) }
  }

  /// A node gives way to a part of it; its parentheses stay, as they may hold the part against what stands around.
  private mutating func keep(_ part: SyntaxNode, of node: SyntaxNode, _ description: String) {
    let kept = text.utf8Slice(part.range)
    let isHeld = text.utf8Slice(node.range).hasPrefix("(")
    add(Mutation(range: node.range, replacement: isHeld ? "(\(kept))" : kept, description: description))
  }

  private mutating func replace(_ range: Range<Int>, by replacement: String) {
    let description = "replace `\(oneLine(range))` by `\(replacement)`"
    add(Mutation(range: range, replacement: replacement, description: description))
  }

  private func oneLine(_ range: Range<Int>) -> String {
    text.utf8Slice(range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
