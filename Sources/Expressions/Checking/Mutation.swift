/// A small change of an expression that its tests should notice.
public struct Mutation: Hashable, Sendable {
  /// What is replaced: UTF-8 offsets in the text.
  public var range: Range<Int>
  public var replacement: String
  /// What is done, `replace == by !=`.
  public var description: String

  /// The text with the change.
  public func applied(to text: String) -> String {
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(range, with: replacement.utf8)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CheckedExpression {
  /// Flipped operators, dropped sides of `&&` and `||`, swapped quantifiers and dropped negations, in order of position.
  ///
  /// Not every one still passes the checker.
  public func mutations() -> [Mutation] {
    var finder = MutationFinder(text: text)
    finder.visit(syntax)
    return finder.mutations.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.replacement) < (
        $1.range.lowerBound, $1.range.upperBound, $1.replacement
      )
    }
  }
}

private struct MutationFinder {
  let text: String
  var mutations: [Mutation] = []

  private static let flips = [
    "_==_": "!=", "_!=_": "==", "_<_": "<=", "_<=_": "<", "_>_": ">=", "_>=_": ">", "_&&_": "||", "_||_": "&&",
    "_+_": "-", "_-_": "+", "_*_": "/", "_/_": "*",
  ]

  mutating func visit(_ node: SyntaxNode) {
    switch node.kind {
    case .call(let name, let arguments):
      call(node, name, arguments)
      for argument in arguments { visit(argument) }
    case .comprehension(let it):
      quantifier(it)
      for part in [it.range, it.predicate, it.transform] { if let part { visit(part) } }
    case .memberCall(let receiver, _, let arguments): for part in [receiver] + arguments { visit(part) }
    case .select(let operand, _, _), .has(let operand, _): visit(operand)
    case .index(let a, let b, _), .bind(_, let a, let b), .optionalMap(let a, _, let b, _):
      visit(a)
      visit(b)
    case .list(let items): for item in items { visit(item.value) }
    case .map(let entries): for entry in entries { visit(entry.value) }
    case .literal, .identifier, .message: break
    }
  }

  private mutating func call(_ node: SyntaxNode, _ name: Name, _ arguments: [SyntaxNode]) {
    if let other = Self.flips[name.text] { replace(name.range, by: other) }
    switch name.text {
    case "_&&_", "_||_":
      for argument in arguments {
        let kept = text.utf8Slice(argument.range)
        mutations.append(Mutation(range: node.range, replacement: kept, description: "keep only `\(kept)`"))
      }
    case "!_":
      let kept = text.utf8Slice(arguments[0].range)
      mutations.append(Mutation(range: node.range, replacement: kept, description: "drop `!` before `\(kept)`"))
    default: break
    }
  }

  private mutating func quantifier(_ it: Comprehension) {
    switch it.operation {
    case .exists: replace(it.name.range, by: "all")
    case .all, .existsOne: replace(it.name.range, by: "exists")
    default: break
    }
  }

  private mutating func replace(_ range: Range<Int>, by replacement: String) {
    let old = text.utf8Slice(range)
    mutations.append(
      Mutation(range: range, replacement: replacement, description: "replace `\(old)` by `\(replacement)`"))
  }
}
