extension IndexGraph {
  /// The nodes so that every edge leads to a later one, lower numbers first where there is a choice of level;
  /// `nil` if the graph has a cycle. Kahn's algorithm (1962), O(count + edges).
  public func topologicalOrder() -> [Int32]? {
    var waiting = [Int32](repeating: 0, count: count)
    for node in 0..<count {
      for target in successors(of: node) { waiting[Int(target)] += 1 }
    }
    var order = (0..<count).filter { waiting[$0] == 0 }.map { Int32($0) }
    var next = 0
    while next < order.count {
      for target in successors(of: Int(order[next])) {
        waiting[Int(target)] -= 1
        if waiting[Int(target)] == 0 { order.append(target) }
      }
      next += 1
    }
    return order.count == count ? order : nil
  }

  /// A shortest cycle through the first member of a cyclic component: its nodes in order, the first not repeated;
  /// empty where the component has no cycle. O(nodes and edges of the component).
  public func shortestCycle(within components: Components, component: Int) -> [Int32] {
    guard components.isCyclic(component), let start = components.members(of: component).min() else { return [] }
    var before: [Int32: Int32] = [:]
    var line = [start]
    var next = 0
    while next < line.count {
      let node = line[next]
      next += 1
      for target in successors(of: Int(node)) where components.component(of: Int(target)) == component {
        if target == start { return Self.walk(back: node, to: start, over: before) }
        guard before[target] == nil else { continue }
        before[target] = node
        line.append(target)
      }
    }
    return []
  }

  private static func walk(back end: Int32, to start: Int32, over before: [Int32: Int32]) -> [Int32] {
    var path = [end]
    while let last = path.last, last != start, let previous = before[last] { path.append(previous) }
    return path.reversed()
  }
}
