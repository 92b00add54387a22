public import Topology

/// A figure that its author does not know exactly. One statement is one input, however many facts it stands for: in every
/// sample they have the same value. Different statements are independent.
public struct UncertainInput: Sendable {
  /// The facts that it states, in the order of the model.
  public let facts: [FactID]
  /// The stated 5th percentile.
  public let low: Double
  /// The stated 95th percentile.
  public let high: Double
  let belief: Belief

  /// The point below which the figure lies with a probability, in the canonical unit.
  public func quantile(_ probability: Double) -> Double { belief.quantile(probability) }

  /// All of a model, in its order.
  static func all(of topology: Topology) -> [UncertainInput] {
    guard topology.hasRanges else { return [] }
    var positions: [Statement: Int] = [:]
    var inputs: [UncertainInput] = []
    for column in Schema.tables.flatMap(\.columns) where topology.hasFacts(column.id) {
      for row in topology.rows(of: column.id.table) {
        guard case .uncertain(let low, let likely, let high)? = topology.range(column.id, row) else { continue }
        let fact = FactID(column.id, row: row)
        let statement = topology.statement(of: fact)
        if let known = positions[statement] {
          inputs[known] = inputs[known].with(fact)
          continue
        }
        positions[statement] = inputs.count
        let belief = Belief(low: low, likely: likely, high: high, type: column.field.type)
        inputs.append(UncertainInput(facts: [fact], low: low, high: high, belief: belief))
      }
    }
    return inputs
  }

  private func with(_ fact: FactID) -> UncertainInput {
    UncertainInput(facts: facts + [fact], low: low, high: high, belief: belief)
  }
}
