/// The nodes whose answer a workload may need, and which of them every request needs whatever else is up.
struct DependencyReach {
  /// Callers before callees as a depth-first walk meets them, the entry first.
  private(set) var order: [Int] = []
  /// Those that every request needs, in the order of the walk.
  private(set) var certain: [Int] = []
  private var state: [UInt8]

  /// - Parameter need: a call as a need; `nil` where it is none.
  init(from entry: Int, _ graph: DependencyGraph, need: (Call) -> Call?) {
    state = [UInt8](repeating: 0, count: graph.nodes.count)
    walk(from: entry, graph, need)
    markCertain(from: entry, graph, need)
    certain = order.filter { state[$0] == 2 }
  }

  func contains(_ node: Int) -> Bool { state[node] > 0 }

  /// Whether every request needs it, so that nothing else can make up for it.
  func isCertain(_ node: Int) -> Bool { state[node] == 2 }

  /// Calls of a node, those last of which nothing is left to chance: what every request needs is one long row at the end, into
  /// which nothing has to be put from behind.
  func sorted(_ calls: [Call]) -> [Call] {
    func isOpen(_ call: Call) -> Bool { !call.isCertain || !call.targets.allSatisfy { isCertain(Int($0)) } }
    return calls.filter(isOpen) + calls.filter { !isOpen($0) }
  }

  private mutating func walk(from entry: Int, _ graph: DependencyGraph, _ need: (Call) -> Call?) {
    var stack = [entry]
    while let node = stack.popLast() {
      guard state[node] == 0 else { continue }
      state[node] = 1
      order.append(node)
      var next = graph.standIns(for: node)
      for call in graph.calls[node].lazy.compactMap(need) {
        next += call.targets.map(Int.init)
        if call.cache >= 0 { next.append(Int(call.cache)) }
      }
      for target in next.reversed() where state[target] == 0 { stack.append(target) }
    }
  }

  private mutating func markCertain(from entry: Int, _ graph: DependencyGraph, _ need: (Call) -> Call?) {
    guard graph.standIns(for: entry).isEmpty else { return }
    var stack = [entry]
    state[entry] = 2
    while let node = stack.popLast() {
      for call in graph.calls[node].lazy.compactMap(need) where call.isCertain {
        for target in call.targets.map(Int.init) where state[target] == 1 && graph.standIns(for: target).isEmpty {
          state[target] = 2
          stack.append(target)
        }
      }
    }
  }
}
