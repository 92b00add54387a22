internal import Expressions
internal import Topology

/// Whether a condition holds.
enum Decision: Sendable {
  case yes
  case no
  case perhaps(Unknown)

  /// Both: a `no` decides.
  func and(_ other: Decision) -> Decision {
    switch (self, other) {
    case (.no, _), (_, .no): .no
    case (.yes, let one), (let one, .yes): one
    case (.perhaps(let a), .perhaps(let b)): .perhaps(a.union(b))
    }
  }
}

/// Decides the conditions of graph blocks on one model, each once for each element.
struct StepReading {
  let source: ModelSource
  let nodes: OperationNodes
  let parameters: [Value]
  /// The steps that are left to the rule.
  var budget: Int
  /// Why a condition could not be evaluated.
  var failure: EvaluationError?

  /// The starts of a block. O(elements of the type).
  mutating func starts(of block: ReachBlock) -> [GraphStart] {
    let elements = Subjects.of(block.from.type, in: nodes.topology)
    let decisions = decide(block.from.condition, on: elements.map(nodes.topology.object))
    var starts: [GraphStart] = []
    for (entity, decision) in zip(elements, decisions) {
      let doubt: Unknown?
      switch decision {
      case .no: continue
      case .yes: doubt = nil
      case .perhaps(let unknown): doubt = unknown
      }
      starts += nodes.nodes(of: entity).map { GraphStart(node: $0, entity: entity, doubt: doubt) }
    }
    return starts
  }

  /// Every step that is there or may be there. O(nodes and steps).
  mutating func graph(step: Clause?, isBackward: Bool = false, into: ElementClause? = nil) -> StepGraph {
    let objects = nodes.topology.rows(of: .link).map { nodes.topology.object(EntityID(.link, $0)) }
    let decisions = decide(step, on: objects)
    let entries = into.map { entryDecisions($0) }
    var collector = StepCollector(isBackward: isBackward, entries: entries)
    for (link, decision) in decisions.enumerated() {
      if case .no = decision { continue }
      let possible = nodes.possibleTargets(ofLink: link)
      if possible.isEmpty, let operation = nodes.topology.sourceOperation(ofLink: link) {
        collector.add(nodes.node(EntityID(.operation, operation)), nodes.target(ofLink: link), Int32(link), decision)
        continue
      }
      let open = decision.and(.perhaps(Unknown(fact: FactID(Facts.Link.to, row: link).rawValue)))
      for source in nodes.sources(ofLink: link) {
        collector.add(source, nodes.target(ofLink: link), Int32(link), decision)
        for target in possible { collector.add(source, target, Int32(link), open) }
      }
    }
    let unseen = addUnseen(to: &collector)
    return StepGraph(count: nodes.count, steps: collector.steps, doubts: collector.doubts, unseen: unseen)
  }

  /// A component whose links are not all drawn may call anything. Returns what would tell them all.
  private func addUnseen(to collector: inout StepCollector) -> Unknown? {
    let topology = nodes.topology
    guard topology.hasFacts(Facts.Party.linksComplete) else { return nil }
    let open = topology.rows(of: .party).filter { topology.flag(Facts.Party.linksComplete, $0) == false }
    for party in open {
      let doubt = Unknown(fact: FactID(Facts.Party.linksComplete, row: party).rawValue)
      for node in nodes.nodes(of: EntityID(.party, party)) {
        collector.add(node, nodes.unseen, GraphStep.noLink, .perhaps(doubt))
      }
    }
    guard !open.isEmpty else { return nil }
    let nothing = Unknown(facts: [])
    for node in 0..<nodes.unseen { collector.add(nodes.unseen, node, GraphStep.noLink, .perhaps(nothing)) }
    return Unknown(facts: open.prefix(Unknown.limit).map { FactID(Facts.Party.linksComplete, row: $0).rawValue })
  }

  // MARK: Conditions

  /// For each node, whether a step may lead into it.
  private mutating func entryDecisions(_ into: ElementClause) -> [Decision] {
    let elements = Subjects.of(into.type, in: nodes.topology)
    var result = [Decision](repeating: .no, count: nodes.count)
    result[Int(nodes.unseen)] = .yes
    for (entity, decision) in zip(elements, decide(into.condition, on: elements.map(nodes.topology.object))) {
      for node in nodes.nodes(of: entity) { result[Int(node)] = decision }
    }
    return result
  }

  private mutating func decide(_ clause: Clause?, on objects: [ObjectRef]) -> [Decision] {
    guard let clause else { return objects.map { _ in .yes } }
    let program = clause.program
    var frame = program.makeFrame(source, variables: [.null] + parameters, budget: budget)
    let decisions = objects.map { decide(program, on: $0, &frame) }
    budget = frame.stepsLeft
    return decisions
  }

  private mutating func decide(_ program: Program, on object: ObjectRef, _ frame: inout Frame) -> Decision {
    guard failure == nil else { return .no }
    frame.begin(object)
    switch program.decide(&frame) {
    case .yes: return .yes
    case .no: return .no
    case .unknown: return .perhaps(frame.doubt)
    case .failed:
      failure = frame.failure
      return .no
    }
  }
}

/// Where a question starts.
struct GraphStart: Sendable {
  let node: Int32
  /// The element that is the start: the component for each of its operations.
  let entity: EntityID
  /// What keeps it from being certain.
  let doubt: Unknown?
}

/// Gathers steps with their doubts.
private struct StepCollector {
  let isBackward: Bool
  let entries: [Decision]?
  var steps: [GraphStep] = []
  var doubts: [Unknown] = []

  mutating func add(_ source: Int32, _ target: Int32, _ link: Int32, _ decision: Decision) {
    let (source, target) = isBackward ? (target, source) : (source, target)
    switch entries.map({ decision.and($0[Int(target)]) }) ?? decision {
    case .no: return
    case .yes: steps.append(GraphStep(source: source, target: target, link: link, doubt: GraphStep.certain))
    case .perhaps(let unknown):
      if doubts.last != unknown { doubts.append(unknown) }
      steps.append(GraphStep(source: source, target: target, link: link, doubt: Int32(doubts.count - 1)))
    }
  }
}
