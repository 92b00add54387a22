import Pseudorandom
import GraphAlgorithms
import Testing

/// A formula as a tree, decided by reading it.
private indirect enum Formula {
  case variable(Int)
  case and(Formula, Formula)
  case or(Formula, Formula)
  case atLeast(Int, [Formula])

  static func random(_ variables: Int, depth: Int, _ random: inout SeededRandom) -> Formula {
    let kind = depth == 0 ? 0 : Int.random(in: 0..<4, using: &random)
    func part() -> Formula { Formula.random(variables, depth: depth - 1, &random) }
    switch kind {
    case 1: return .and(part(), part())
    case 2: return .or(part(), part())
    case 3: return .atLeast(Int.random(in: 0...4, using: &random), (0..<3).map { _ in part() })
    default: return .variable(Int.random(in: 0..<variables, using: &random))
    }
  }

  func holds(_ state: Int) -> Bool {
    switch self {
    case .variable(let number): state >> number & 1 == 1
    case .and(let a, let b): a.holds(state) && b.holds(state)
    case .or(let a, let b): a.holds(state) || b.holds(state)
    case .atLeast(let count, let parts): parts.count { $0.holds(state) } >= count
    }
  }

  func function(in diagram: inout DecisionDiagram) throws -> DecisionDiagram.Function {
    switch self {
    case .variable(let number): return try diagram.variable(number)
    case .and(let a, let b): return try diagram.and(a.function(in: &diagram), b.function(in: &diagram))
    case .or(let a, let b): return try diagram.or(a.function(in: &diagram), b.function(in: &diagram))
    case .atLeast(let count, let parts):
      var functions: [DecisionDiagram.Function] = []
      for part in parts { functions.append(try part.function(in: &diagram)) }
      return try diagram.atLeast(count, of: functions)
    }
  }

  /// Over all states of the variables.
  func probability(_ chances: [Double]) -> Double {
    (0..<1 << chances.count).filter(holds).reduce(0) { sum, state in
      sum + chances.indices.reduce(1) { $0 * (state >> $1 & 1 == 1 ? chances[$1] : 1 - chances[$1]) }
    }
  }
}

@Test(arguments: UInt64(0)..<80) func diagramsAgreeWithEnumeration(seed: UInt64) throws {
  var random = SeededRandom(seed: seed)
  let count = 2 + Int(seed % 7)
  let formula = Formula.random(count, depth: 4, &random)
  let chances = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
  var diagram = DecisionDiagram(limit: 10_000)
  let function = try formula.function(in: &diagram)
  for state in 0..<1 << count {
    #expect(diagram.holds(function) { state >> $0 & 1 == 1 } == formula.holds(state))
  }
  #expect(abs(diagram.probability(of: function, chances) - formula.probability(chances)) < 1e-12)
  let importances = diagram.importances(of: function, chances)
  for variable in 0..<count {
    var (up, down) = (chances, chances)
    up[variable] = 1
    down[variable] = 0
    let expected = formula.probability(up) - formula.probability(down)
    #expect(abs(importances[variable] - expected) < 1e-12)
  }
}

@Test(arguments: UInt64(0)..<40) func equalFunctionsAreTheSameNode(seed: UInt64) throws {
  var random = SeededRandom(seed: seed)
  let count = 2 + Int(seed % 4)
  let (a, b) = (Formula.random(count, depth: 3, &random), Formula.random(count, depth: 3, &random))
  var diagram = DecisionDiagram(limit: 10_000)
  let areEqual = (0..<1 << count).allSatisfy { a.holds($0) == b.holds($0) }
  #expect(try (a.function(in: &diagram) == b.function(in: &diagram)) == areEqual)
}

@Test func aVariableThatOccursOftenCountsOnce() throws {
  var diagram = DecisionDiagram(limit: 100)
  let shared = try diagram.variable(0)
  let left = try diagram.and(shared, diagram.variable(1))
  let right = try diagram.and(shared, diagram.variable(2))
  let both = try diagram.and(left, right)
  let either = try diagram.or(left, right)
  #expect(abs(diagram.probability(of: both, [0.9, 0.8, 0.7]) - 0.9 * 0.8 * 0.7) < 1e-15)
  #expect(abs(diagram.probability(of: either, [0.9, 0.8, 0.7]) - 0.9 * 0.94) < 1e-15)
}

@Test func kOfManyGrowsWithTheirProduct() throws {
  var diagram = DecisionDiagram(limit: 100_000)
  var copies: [DecisionDiagram.Function] = []
  for number in 0..<100 { copies.append(try diagram.variable(number)) }
  let function = try diagram.atLeast(90, of: copies)
  // scipy.stats.binom.sf(89, 100, 0.95)
  #expect(abs(diagram.probability(of: function, [Double](repeating: 0.95, count: 100)) - 0.988_527_589_9) < 1e-10)
}

@Test func aDiagramThatWouldBeTooLargeIsRefused() {
  var diagram = DecisionDiagram(limit: 8)
  #expect(throws: DecisionDiagram.TooLarge.self) {
    var all = DecisionDiagram.Function.always
    for number in (0..<10).reversed() { all = try diagram.and(all, diagram.variable(number)) }
  }
}

@Test func deepFunctionsNeedNoRecursion() throws {
  let count = 6_000
  var diagram = DecisionDiagram(limit: 10_000_000)
  var halves = [DecisionDiagram.Function.always, .always]
  for number in (0..<count).reversed() {
    halves[number % 2] = try diagram.decision(number, halves[number % 2], .never)
  }
  let all = try diagram.and(halves[0], halves[1])
  #expect(diagram.probability(of: all, [Double](repeating: 1, count: count)) == 1)
}
