/// Monotone functions of yes-or-no variables as reduced ordered binary decision diagrams (Bryant 1986): equal functions
/// are the same node, so that a variable which occurs many times is counted once.
///
/// Variables are numbered in the order in which they are asked. A diagram only grows; it refuses to grow beyond its
/// limit, and to work for longer than that is worth, because for an unlucky order the nodes are exponentially many.
public struct DecisionDiagram: Sendable {
  /// A function that the diagram holds. Equal functions of one diagram are equal values.
  public struct Function: Hashable, Sendable {
    let index: Int32

    /// False whatever the variables are.
    public static let never = Function(index: 0)
    /// True whatever the variables are.
    public static let always = Function(index: 1)
  }

  /// The diagram would have more nodes than it may have.
  public struct TooLarge: Error {}

  /// One question: what follows if the variable is false, and if it is true.
  struct Node: Equatable, Sendable {
    var variable: Int32
    var low: Int32
    var high: Int32
  }

  /// Children come before their parents; the two constants are first.
  private(set) var nodes: [Node]
  private let limit: Int
  private var known = NodeTable()
  private var conjunctions = PairTable()
  private var alternatives = PairTable()

  /// An empty diagram of at most `limit` nodes, made in at most a few times as many steps.
  public init(limit: Int) {
    self.limit = limit
    nodes = [Node(variable: .max, low: 0, high: 0), Node(variable: .max, low: 1, high: 1)]
  }

  /// The number of nodes made so far, those that no function needs any more included.
  public var count: Int { nodes.count }

  /// The function that is one variable.
  public mutating func variable(_ number: Int) throws(TooLarge) -> Function {
    try decision(number, .always, .never)
  }

  /// Asks one variable first.
  ///
  /// Precondition: neither branch asks `variable` or one before it.
  public mutating func decision(
    _ variable: Int, _ ifTrue: Function, _ ifFalse: Function
  ) throws(TooLarge) -> Function {
    let branches = min(nodes[Int(ifTrue.index)].variable, nodes[Int(ifFalse.index)].variable)
    precondition(variable < Int(branches), "a branch asks a variable before its turn")
    return Function(index: try make(Int32(variable), low: ifFalse.index, high: ifTrue.index))
  }

  /// True where both are. O(product of their nodes).
  public mutating func and(_ a: Function, _ b: Function) throws(TooLarge) -> Function {
    Function(index: try apply(.and, a.index, b.index))
  }

  /// True where one is. O(product of their nodes).
  public mutating func or(_ a: Function, _ b: Function) throws(TooLarge) -> Function {
    Function(index: try apply(.or, a.index, b.index))
  }

  /// True where at least `count` of the functions are, which need not be independent. O(count · functions) steps.
  public mutating func atLeast(_ count: Int, of functions: [Function]) throws(TooLarge) -> Function {
    guard count > 0 else { return .always }
    guard count <= functions.count else { return .never }
    // `rest[j]` holds where at least j of the functions looked at are true.
    var rest = [Function](repeating: .never, count: count + 1)
    rest[0] = .always
    for function in functions.reversed() {
      for wanted in stride(from: count, to: 0, by: -1) {
        rest[wanted] = try or(rest[wanted], and(function, rest[wanted - 1]))
      }
    }
    return rest[count]
  }

  // MARK: Parts

  private enum Operation: Int {
    case and, or
  }

  private mutating func make(_ variable: Int32, low: Int32, high: Int32) throws(TooLarge) -> Int32 {
    if low == high { return low }
    let node = Node(variable: variable, low: low, high: high)
    guard nodes.count < limit else {
      guard let index = known.known(node, in: nodes) else { throw TooLarge() }
      return index
    }
    let next = Int32(nodes.count)
    let index = known.position(of: node, in: nodes, next: next)
    if index == next { nodes.append(node) }
    return index
  }

  private enum Step {
    case solve(Int32, Int32)
    case combine(Int32, UInt64)
  }

  /// Shannon expansion of both operands side by side, with a stack of its own: a function may be as deep as it has
  /// variables.
  private mutating func apply(_ operation: Operation, _ a: Int32, _ b: Int32) throws(TooLarge) -> Int32 {
    if let result = known(operation, min(a, b), max(a, b)) { return result }
    var steps = [Step.solve(a, b)]
    var solved: [Int32] = []
    while let step = steps.popLast() {
      switch step {
      case .solve(let a, let b):
        let (a, b) = (min(a, b), max(a, b))
        if let result = known(operation, a, b) {
          solved.append(result)
          continue
        }
        let (first, second) = (nodes[Int(a)], nodes[Int(b)])
        let variable = min(first.variable, second.variable)
        steps.append(.combine(variable, Self.pair(a, b)))
        steps.append(
          .solve(
            first.variable == variable ? first.low : a, second.variable == variable ? second.low : b))
        steps.append(
          .solve(
            first.variable == variable ? first.high : a, second.variable == variable ? second.high : b))
      case .combine(let variable, let pair):
        // The branch put on the stack last was solved first.
        let low = solved.removeLast()
        let high = solved.removeLast()
        let result = try make(variable, low: low, high: high)
        // Looking at many pairs may lead to few nodes, and costs as much as if there were more.
        switch operation {
        case .and:
          guard conjunctions.count / 2 < limit else { throw TooLarge() }
          conjunctions.set(pair, to: result)
        case .or:
          guard alternatives.count / 2 < limit else { throw TooLarge() }
          alternatives.set(pair, to: result)
        }
        solved.append(result)
      }
    }
    return solved[0]
  }

  private static func pair(_ a: Int32, _ b: Int32) -> UInt64 { UInt64(UInt32(a)) << 32 | UInt64(UInt32(b)) }

  /// Precondition: `a <= b`.
  private func known(_ operation: Operation, _ a: Int32, _ b: Int32) -> Int32? {
    if let result = Self.simple(operation, a, b) { return result }
    return operation == .and ? conjunctions[Self.pair(a, b)] : alternatives[Self.pair(a, b)]
  }

  /// What needs no expansion. Precondition: `a <= b`, so that a constant comes first.
  private static func simple(_ operation: Operation, _ a: Int32, _ b: Int32) -> Int32? {
    if a == b { return a }
    switch (operation, a) {
    case (.and, 0), (.or, 1): return a
    case (.and, 1), (.or, 0): return b
    default: return nil
    }
  }
}
