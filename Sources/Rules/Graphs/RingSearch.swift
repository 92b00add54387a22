internal import Expressions
internal import GraphAlgorithms
internal import Topology

/// Finds the rings of a model: those that are certain, and those that may be there apart from them.
///
/// A certain ring may grow, or join another, in some completion; then it is that ring's verdict. A possible ring that
/// holds no member of a certain one is a subject of its own.
struct RingSearch {
  private let nodes: OperationNodes
  private let possible: StepGraph

  init(nodes: OperationNodes, graph: StepGraph) {
    self.nodes = nodes
    possible = graph
  }

  /// All rings, ordered by the member that stands for them. O(nodes + steps).
  func rings() -> [Ring] {
    let around = Components(of: possible.graph)
    // What cannot be a ring with all steps is none with some of them.
    if !(0..<around.count).contains(where: around.isCyclic) { return [] }
    let certain = possible.certain
    let sure = Components(of: certain.graph)
    let openness = openness(around)
    var rings = cyclic(sure).map { component -> Ring in
      let first = Int(sure.members(of: component).first ?? 0)
      return ring(sure, component, in: certain, openness: openness[around.component(of: first)])
    }
    let others = possible.keeping { step in
      !sure.isCyclic(sure.component(of: Int(step.source))) && !sure.isCyclic(sure.component(of: Int(step.target)))
    }
    let rest = Components(of: others.graph)
    let retold = retold(rest, in: others, of: sure, in: certain)
    rings += cyclic(rest).filter { !retold[$0] }.map { ring(rest, $0, in: others, openness: nil) }
    return rings.sorted { $0.key < $1.key }
  }

  private func cyclic(_ components: Components) -> [Int] { (0..<components.count).filter(components.isCyclic) }

  /// For each component of what is possible, what is open between its nodes.
  private func openness(_ components: Components) -> [Unknown?] {
    var result = [Unknown?](repeating: nil, count: components.count)
    for step in possible.steps {
      let component = components.component(of: Int(step.source))
      guard component == components.component(of: Int(step.target)), let doubt = possible.doubt(of: step) else {
        continue
      }
      if let known = result[component] {
        if known.facts.count < Unknown.limit { result[component] = known.union(doubt) }
      } else {
        result[component] = doubt
      }
    }
    return result
  }

  /// The possible rings that are a certain one with the operations named that its links leave open: the same links, from
  /// and to whole components.
  private func retold(
    _ rest: Components, in others: StepGraph, of sure: Components, in certain: StepGraph
  ) -> [Bool] {
    let isAnonymous = (0..<sure.count).map { component in
      sure.isCyclic(component) && sure.members(of: component).allSatisfy(nodes.isAnonymous)
    }
    var owner: [Int32: Int] = [:]
    for step in certain.steps {
      let component = sure.component(of: Int(step.source))
      if isAnonymous[component], component == sure.component(of: Int(step.target)) { owner[step.link] = component }
    }
    var result = [Bool](repeating: !owner.isEmpty, count: rest.count)
    var first: [Int?] = Array(repeating: nil, count: rest.count)
    for step in others.steps {
      let component = rest.component(of: Int(step.source))
      guard component == rest.component(of: Int(step.target)) else { continue }
      let ring = owner[step.link]
      if ring == nil || first[component].map({ $0 != ring }) ?? false { result[component] = false }
      first[component] = ring
    }
    return result
  }

  private func ring(_ components: Components, _ component: Int, in graph: StepGraph, openness: Unknown?) -> Ring {
    let steps = circle(components, component, in: graph)
    let members = components.members(of: component).compactMap(nodes.entity)
      .map { (id: nodes.topology.id(of: $0), entity: $0) }.sorted { ($0.id, $0.entity) < ($1.id, $1.entity) }
    let doubt = steps.reduce(Unknown?.none) { known, step in
      guard let more = graph.doubt(of: step) else { return known }
      return known?.union(more) ?? more
    }
    return Ring(
      id: members.map(\.id).joined(separator: ", "), members: members.map(\.entity),
      links: steps.map(\.link).filter { $0 != GraphStep.noLink }, doubt: doubt, openness: openness)
  }

  private func circle(_ components: Components, _ component: Int, in graph: StepGraph) -> [GraphStep] {
    let around = graph.graph.shortestCycle(within: components, component: component)
    return around.indices.compactMap { graph.step(from: around[$0], to: around[($0 + 1) % around.count]) }
  }
}
