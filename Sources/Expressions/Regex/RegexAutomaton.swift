/// A nondeterministic automaton, run on all its states at once.
struct RegexAutomaton: Sendable {
  enum State: Sendable {
    case scalar(RegexClass, next: Int)
    case assertion(RegexAssertion, next: Int)
    case split(Int, Int)
    case accept
  }

  private let states: [State]
  private let start: Int

  /// Whether some part of the text matches.
  func matches(_ text: [UnicodeScalar]) -> Bool {
    var marks = [Int](repeating: -1, count: states.count)
    var stack: [Int] = []
    var current: [Int] = []
    for position in 0...text.count {
      // A match may begin anywhere.
      var next = current
      next.append(start)
      current.removeAll(keepingCapacity: true)
      if close(next, &current, &marks, &stack, text, position) { return true }
      guard position < text.count else { return false }
      var moved: [Int] = []
      for state in current {
        if case .scalar(let set, let target) = states[state], set.contains(text[position]) { moved.append(target) }
      }
      current = moved
    }
    return false
  }

  /// Follows everything that needs no code point; true if a match ends here.
  private func close(
    _ seeds: [Int], _ result: inout [Int], _ marks: inout [Int], _ stack: inout [Int], _ text: [UnicodeScalar],
    _ position: Int
  ) -> Bool {
    stack = seeds
    while let state = stack.popLast() {
      if marks[state] == position { continue }
      marks[state] = position
      switch states[state] {
      case .accept: return true
      case .scalar: result.append(state)
      case .split(let a, let b): stack += [a, b]
      case .assertion(let assertion, let next): if holds(assertion, text, position) { stack.append(next) }
      }
    }
    return false
  }

  private func holds(_ assertion: RegexAssertion, _ text: [UnicodeScalar], _ position: Int) -> Bool {
    switch assertion {
    case .textStart: return position == 0
    case .textEnd: return position == text.count
    case .lineStart: return position == 0 || text[position - 1] == "\n"
    case .lineEnd: return position == text.count || text[position] == "\n"
    case .wordBoundary, .noWordBoundary:
      let before = position > 0 && Self.isWord(text[position - 1])
      let after = position < text.count && Self.isWord(text[position])
      return (before != after) == (assertion == .wordBoundary)
    }
  }

  private static func isWord(_ scalar: UnicodeScalar) -> Bool {
    scalar.isASCII
      && (scalar == "_" || UInt8(truncatingIfNeeded: scalar.value).isLetter || ("0"..."9").contains(scalar))
  }

  /// Builds an automaton back to front, so that every state knows its successor.
  struct Builder {
    private var states: [State] = []

    mutating func build(_ tree: RegexTree) throws(RegularExpressionError) -> RegexAutomaton {
      let accept = try add(.accept)
      let start = try add(tree, before: accept)
      return RegexAutomaton(states: states, start: start)
    }

    private mutating func add(_ state: State) throws(RegularExpressionError) -> Int {
      guard states.count < RegularExpression.maximumStates else {
        throw RegularExpressionError(message: "the pattern is too large")
      }
      states.append(state)
      return states.count - 1
    }

    private mutating func add(_ tree: RegexTree, before next: Int) throws(RegularExpressionError) -> Int {
      switch tree {
      case .empty: return next
      case .scalars(let set): return try add(.scalar(set, next: next))
      case .assertion(let assertion): return try add(.assertion(assertion, next: next))
      case .sequence(let parts):
        var target = next
        for part in parts.reversed() { target = try add(part, before: target) }
        return target
      case .alternatives(let branches):
        var target = try add(branches[branches.count - 1], before: next)
        for branch in branches.dropLast().reversed() { target = try add(.split(add(branch, before: next), target)) }
        return target
      case .repetition(let part, let minimum, let maximum): return try repetition(part, minimum, maximum, next)
      }
    }

    private mutating func repetition(
      _ part: RegexTree, _ minimum: Int, _ maximum: Int?, _ next: Int
    ) throws(RegularExpressionError) -> Int {
      var target = next
      if let maximum {
        for _ in 0..<(maximum - minimum) { target = try add(.split(add(part, before: target), next)) }
      } else {
        let loop = try add(.split(next, next))
        states[loop] = .split(try add(part, before: loop), next)
        target = loop
      }
      for _ in 0..<minimum { target = try add(part, before: target) }
      return target
    }
  }
}
