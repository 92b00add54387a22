import Topology

/// The model with a value for every uncertain input.
struct UncertainModel: Sendable {
  let topology: Topology
  let inputs: [UncertainInput]

  /// - Parameter values: one for each input, in its canonical unit.
  func analysis(_ values: [Double]) -> CapacityAnalysis {
    var changes: [(fact: FactID, cell: Cell)] = []
    for (input, value) in zip(inputs, values) {
      for fact in input.facts {
        let stated = topology.cell(fact.column, fact.row)
        let cell = Cell(.value, basis: stated.basis, payload: Payload.number(value), place: stated.place)
        changes.append((fact, cell))
      }
    }
    return CapacityAnalysis(of: topology.setting(changes))
  }

  var medians: [Double] { inputs.map { $0.quantile(0.5) } }

  /// All at their medians but one.
  func analysis(_ input: Int, at probability: Double) -> CapacityAnalysis {
    var values = medians
    values[input] = inputs[input].quantile(probability)
    return analysis(values)
  }
}
