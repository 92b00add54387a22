/// What can be reached from some nodes, with a shortest way to each.
public struct Reach: Sendable {
  /// The nodes reached, nearest first; the starts come first, in their order.
  public let order: [Int32]
  /// The node before each on a shortest path; its own number for starts, -1 where not reached.
  private let before: [Int32]

  init(order: [Int32], before: [Int32]) {
    self.order = order
    self.before = before
  }

  /// Whether a node is reached; starts are. O(1).
  public func contains(_ node: Int) -> Bool { before[node] >= 0 }

  /// A shortest path to a node, both ends included; `nil` where it is not reached. O(length).
  public func path(to node: Int) -> [Int32]? {
    guard contains(node) else { return nil }
    var path = [Int32(node)]
    while let last = path.last, before[Int(last)] != last { path.append(before[Int(last)]) }
    return path.reversed()
  }
}

extension IndexGraph {
  /// Breadth-first search along the edges; use `reversed()` to search against them. O(count + edges).
  public func reach(from starts: some Sequence<Int>) -> Reach {
    var before = [Int32](repeating: -1, count: count)
    var order: [Int32] = []
    for start in starts where before[start] < 0 {
      before[start] = Int32(start)
      order.append(Int32(start))
    }
    var next = 0
    while next < order.count {
      let node = order[next]
      next += 1
      for target in successors(of: Int(node)) where before[Int(target)] < 0 {
        before[Int(target)] = node
        order.append(target)
      }
    }
    return Reach(order: order, before: before)
  }
}
