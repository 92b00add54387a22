/// Probabilities of functions whose variables are independent (Rauzy 1993).
extension DecisionDiagram {
  /// The probability that a function is true. O(nodes).
  ///
  /// - Parameter chances: the probability of each variable, by number.
  public func probability(of function: Function, _ chances: [Double]) -> Double {
    values(below: function, isReached(from: function), chances)[Int(function.index)]
  }

  /// By how much the function gains if a variable goes from false to true, for every variable: its Birnbaum importance
  /// (1969), zero where the function does not ask. O(nodes).
  public func importances(of function: Function, _ chances: [Double]) -> [Double] {
    let isReached = isReached(from: function)
    let values = values(below: function, isReached, chances)
    var result = [Double](repeating: 0, count: chances.count)
    // The probability that the questions asked lead to a node.
    var weight = [Double](repeating: 0, count: values.count)
    weight[Int(function.index)] = 1
    for index in stride(from: Int(function.index), to: 1, by: -1) where isReached[index] {
      let node = nodes[index]
      let chance = chances[Int(node.variable)]
      result[Int(node.variable)] += weight[index] * (values[Int(node.high)] - values[Int(node.low)])
      weight[Int(node.high)] += weight[index] * chance
      weight[Int(node.low)] += weight[index] * (1 - chance)
    }
    return result
  }

  /// Whether a function is true, given which variables are. O(depth).
  public func holds(_ function: Function, _ isTrue: (Int) -> Bool) -> Bool {
    var index = Int(function.index)
    while index > 1 { index = Int(isTrue(Int(nodes[index].variable)) ? nodes[index].high : nodes[index].low) }
    return index == 1
  }

  // MARK: Parts

  private func isReached(from function: Function) -> [Bool] {
    var result = [Bool](repeating: false, count: max(2, Int(function.index) + 1))
    result[Int(function.index)] = true
    for index in stride(from: Int(function.index), to: 1, by: -1) where result[index] {
      result[Int(nodes[index].low)] = true
      result[Int(nodes[index].high)] = true
    }
    return result
  }

  private func values(below function: Function, _ isReached: [Bool], _ chances: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: isReached.count)
    result[1] = 1
    guard function.index > 1 else { return result }
    for index in 2...Int(function.index) where isReached[index] {
      let node = nodes[index]
      let chance = chances[Int(node.variable)]
      result[index] = chance * result[Int(node.high)] + (1 - chance) * result[Int(node.low)]
    }
    return result
  }
}
