public import Topology

/// A figure that its author does not know exactly, or that differs from time to time without being a time of requests. One statement is one input, however many facts it stands for: in every
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
        guard let range = topology.range(column.id, row), let stated = Stated(range, column.field.type) else {
          continue
        }
        let fact = FactID(column.id, row: row)
        let statement = topology.statement(of: fact)
        if let known = positions[statement] {
          inputs[known] = inputs[known].with(fact)
          continue
        }
        positions[statement] = inputs.count
        inputs.append(UncertainInput(facts: [fact], low: stated.low, high: stated.high, belief: stated.belief))
      }
    }
    return inputs
  }

  /// What one range says.
  private struct Stated {
    let low: Double
    let high: Double
    let belief: Belief

    /// `nil` for times that differ from request to request: they are variation, not ignorance.
    init?(_ range: ValueRange, _ type: FieldType) {
      switch range {
      case .uncertain(let low, let likely, let high):
        (self.low, self.high) = (low, high)
        belief = Belief(low: low, likely: likely, high: high, type: type)
      case .varying(let mean, let p50, let p95, let p99):
        if case .quantity(.duration, _) = type { return nil }
        let stated = [(Normal.median, p50), (Normal.p95, p95), (Normal.p99, p99)]
        let points = stated.compactMap { quantile, value in
          value.map { LognormalFit.Point(quantile: quantile, value: $0) }
        }
        guard let belief = Belief(mean: mean, percentiles: points, type: type) else { return nil }
        self.belief = belief
        (low, high) = (belief.quantile(0.05), belief.quantile(0.95))
      }
    }
  }

  private func with(_ fact: FactID) -> UncertainInput {
    UncertainInput(facts: facts + [fact], low: low, high: high, belief: belief)
  }
}
