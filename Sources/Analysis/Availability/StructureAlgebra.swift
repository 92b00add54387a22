import GraphAlgorithms

/// How the needs of a request are put together.
protocol StructureAlgebra {
  associatedtype Value: Equatable & Sendable
  /// What needs nothing.
  var always: Value { get }
  /// One event, by number.
  mutating func event(_ number: Int) throws(DecisionDiagram.TooLarge) -> Value
  /// Both.
  mutating func and(_ a: Value, _ b: Value) throws(DecisionDiagram.TooLarge) -> Value
  /// One or the other.
  mutating func or(_ a: Value, _ b: Value) throws(DecisionDiagram.TooLarge) -> Value
  /// The need of a component's copies, which a small diagram of its own holds.
  mutating func gate(
    _ build: (inout DecisionDiagram) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function
  ) throws(DecisionDiagram.TooLarge) -> Value
}

/// Exact: a decision diagram.
struct DiagramAlgebra: StructureAlgebra {
  var diagram: DecisionDiagram

  var always: DecisionDiagram.Function { .always }

  mutating func event(_ number: Int) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function {
    try diagram.variable(number)
  }

  mutating func and(
    _ a: DecisionDiagram.Function, _ b: DecisionDiagram.Function
  ) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function { try diagram.and(a, b) }

  mutating func or(
    _ a: DecisionDiagram.Function, _ b: DecisionDiagram.Function
  ) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function { try diagram.or(a, b) }

  mutating func gate(
    _ build: (inout DecisionDiagram) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function
  ) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function { try build(&diagram) }
}

/// One end of bounds, where a diagram would be too large.
///
/// Needs that grow with the same independent events are associated: all of them together are at least as likely as the
/// product of their chances, and one of them is at most as likely as if they were independent (Esary and Proschan 1970).
struct BoundsAlgebra: StructureAlgebra {
  let bound: Bound
  let chances: [Double]

  var always: Double { 1 }

  func event(_ number: Int) -> Double { chances[number] }

  func and(_ a: Double, _ b: Double) -> Double { bound == .worst ? a * b : min(a, b) }

  func or(_ a: Double, _ b: Double) -> Double { bound == .worst ? max(a, b) : 1 - (1 - a) * (1 - b) }

  func gate(
    _ build: (inout DecisionDiagram) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function
  ) throws(DecisionDiagram.TooLarge) -> Double {
    var diagram = DecisionDiagram(limit: .max)
    let function = try build(&diagram)
    return diagram.probability(of: function, chances)
  }
}
