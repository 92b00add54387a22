/// The nodes whose answer a workload may need, and which of them every request needs whatever else is up.
struct DependencyReach {
  /// Callers before callees as a depth-first walk meets them, the entry first.
  private(set) var order: [Int] = []
  /// Those that every request needs, in the order of the walk.
  private(set) var certain: [Int] = []
  private var state: [UInt8]

  /// - Parameter counts: whether a call counts as a need.
  init(from entry: Int, _ graph: DependencyGraph, counts: (Call) -> Bool) {
    state = [UInt8](repeating: 0, count: graph.nodes.count)
    walk(from: entry, graph, counts)
    markCertain(from: entry, graph, counts)
    certain = order.filter { state[$0] == 2 }
  }

  func contains(_ node: Int) -> Bool { state[node] > 0 }

  /// Whether every request needs it, so that nothing else can make up for it.
  func isCertain(_ node: Int) -> Bool { state[node] == 2 }

  private mutating func walk(from entry: Int, _ graph: DependencyGraph, _ counts: (Call) -> Bool) {
    var stack = [entry]
    while let node = stack.popLast() {
      guard state[node] == 0 else { continue }
      state[node] = 1
      order.append(node)
      var next = graph.standIns(for: node)
      for call in graph.calls[node] where counts(call) {
        next += call.targets.map(Int.init)
        if call.cache >= 0 { next.append(Int(call.cache)) }
      }
      for target in next.reversed() where state[target] == 0 { stack.append(target) }
    }
  }

  private mutating func markCertain(from entry: Int, _ graph: DependencyGraph, _ counts: (Call) -> Bool) {
    guard graph.standIns(for: entry).isEmpty else { return }
    var stack = [entry]
    state[entry] = 2
    while let node = stack.popLast() {
      for call in graph.calls[node] where counts(call) && call.isCertain {
        for target in call.targets.map(Int.init) where state[target] == 1 && graph.standIns(for: target).isEmpty {
          state[target] = 2
          stack.append(target)
        }
      }
    }
  }
}
