/// The order in which a diagram asks what decides a request: a component, then each of its calls with all that the call
/// leads to, before the next one.
///
/// What belongs together stands side by side in that order, the rule of thumb that keeps diagrams of such trees small
/// (Bouissou 1996). Only what is called from several places has to be remembered from one place to the next.
struct QuestionOrder {
  enum Step {
    /// A node whose component and calls are asked about next.
    case enter(node: Int)
    /// Whether a request at the node makes this call, and whether a cache answers it.
    case ask(node: Int, Call)
    /// All that the node needs has been asked.
    case leave(node: Int)
  }

  private(set) var steps: [Step] = []

  /// - Parameter needs: the calls that a request at a node needs, as they are asked.
  init(from entry: Int, _ graph: DependencyGraph, needs: (Int) -> [Call]) {
    var isSeen = [Bool](repeating: false, count: graph.nodes.count)
    var stack = [Step.enter(node: entry)]
    while let step = stack.popLast() {
      switch step {
      case .enter(let node):
        guard !isSeen[node] else { continue }
        isSeen[node] = true
        stack.append(.leave(node: node))
        stack += graph.standIns(for: node).reversed().map { .enter(node: $0) }
        stack += needs(node).reversed().map { .ask(node: node, $0) }
      case .ask(_, let call):
        if call.cache >= 0 { stack.append(.enter(node: Int(call.cache))) }
        stack += call.targets.reversed().map { .enter(node: Int($0)) }
      case .leave: break
      }
      steps.append(step)
    }
  }
}
