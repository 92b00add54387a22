import Pseudorandom
import GraphAlgorithms
import Testing

private func randomGraph(nodes: Int, edges: Int, seed: UInt64) -> IndexGraph {
  var random = SeededRandom(seed: seed)
  return IndexGraph(
    count: nodes,
    edges: (0..<edges).map { _ in
      (
        source: Int32.random(in: 0..<Int32(nodes), using: &random),
        target: .random(in: 0..<Int32(nodes), using: &random)
      )
    })
}

/// Which nodes lead to which in at least one step, by Warshall's algorithm.
private func closure(_ graph: IndexGraph) -> [[Bool]] {
  var reaches = (0..<graph.count).map { node in
    (0..<graph.count).map { graph.successors(of: node).contains(Int32($0)) }
  }
  for middle in 0..<graph.count {
    for from in 0..<graph.count where reaches[from][middle] {
      for to in 0..<graph.count where reaches[middle][to] { reaches[from][to] = true }
    }
  }
  return reaches
}

@Test(arguments: UInt64(0)..<60) func componentsAgreeWithTheClosure(seed: UInt64) {
  let graph = randomGraph(nodes: 3 + Int(seed % 12), edges: Int(seed), seed: seed)
  let components = Components(of: graph)
  let reaches = closure(graph)
  for a in 0..<graph.count {
    #expect(components.isCyclic(components.component(of: a)) == reaches[a][a])
    #expect(components.members(of: components.component(of: a)).contains(Int32(a)))
    for b in 0..<graph.count {
      let together = a == b || reaches[a][b] && reaches[b][a]
      #expect((components.component(of: a) == components.component(of: b)) == together)
      if reaches[a][b] { #expect(components.component(of: b) <= components.component(of: a)) }
    }
  }
}

@Test(arguments: UInt64(0)..<60) func reachAgreesWithTheClosure(seed: UInt64) {
  let graph = randomGraph(nodes: 3 + Int(seed % 12), edges: Int(seed), seed: seed)
  let reaches = closure(graph)
  let forward = graph.reach(from: [0])
  let backward = graph.reversed().reach(from: [0])
  for node in 0..<graph.count {
    #expect(forward.contains(node) == (node == 0 || reaches[0][node]))
    #expect(backward.contains(node) == (node == 0 || reaches[node][0]))
    guard let path = forward.path(to: node) else { continue }
    #expect(path.first == 0 && path.last == Int32(node))
    for (a, b) in zip(path, path.dropFirst()) { #expect(graph.successors(of: Int(a)).contains(b)) }
  }
}

@Test(arguments: UInt64(0)..<40) func topologicalOrderRespectsEveryEdge(seed: UInt64) {
  let graph = randomGraph(nodes: 3 + Int(seed % 12), edges: Int(seed / 3), seed: seed)
  let components = Components(of: graph)
  let isCyclic = (0..<components.count).contains { components.isCyclic($0) }
  guard let order = graph.topologicalOrder() else {
    #expect(isCyclic)
    return
  }
  #expect(!isCyclic)
  #expect(order.sorted() == (0..<Int32(graph.count)).map { $0 })
  var position = [Int](repeating: 0, count: graph.count)
  for (index, node) in order.enumerated() { position[Int(node)] = index }
  for node in 0..<graph.count {
    for target in graph.successors(of: node) { #expect(position[node] < position[Int(target)]) }
  }
}

@Test(arguments: UInt64(0)..<40) func aCycleIsACycle(seed: UInt64) {
  let graph = randomGraph(nodes: 3 + Int(seed % 12), edges: Int(seed), seed: seed)
  let components = Components(of: graph)
  for component in 0..<components.count {
    let cycle = graph.shortestCycle(within: components, component: component)
    #expect(cycle.isEmpty == !components.isCyclic(component))
    for (a, b) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
      #expect(graph.successors(of: Int(a)).contains(b))
    }
    #expect(Set(cycle).count == cycle.count)
  }
}

@Test func longChainsAndLoopsNeedNoRecursion() {
  let count = 100_000
  let chain = IndexGraph(count: count, edges: (0..<count - 1).map { (source: Int32($0), target: Int32($0 + 1)) })
  #expect(Components(of: chain).count == count)
  #expect(chain.topologicalOrder()?.first == 0)
  #expect(chain.reach(from: [0]).path(to: count - 1)?.count == count)
  let loop = IndexGraph(count: count, edges: (0..<count).map { (source: Int32($0), target: Int32(($0 + 1) % count)) })
  let components = Components(of: loop)
  #expect(components.count == 1)
  #expect(loop.shortestCycle(within: components, component: 0).count == count)
}

@Test func emptyGraph() {
  let graph = IndexGraph(count: 0, edges: [])
  #expect(Components(of: graph).count == 0)
  #expect(graph.topologicalOrder() == [])
}
