internal import Expressions
internal import Topology

/// The graph blocks of the rule: answered once for the model, before any subject.
extension RuleRun {
  mutating func prepareGraphs() {
    guard rule.usesGraphs, source.activeGraphs?.ruleID != rule.id else { return }
    var reading = StepReading(
      source: source, nodes: OperationNodes(of: source.topology), parameters: rule.parameters.map(\.value),
      budget: budget)
    source.activeGraphs = RuleGraphs(rule, &reading)
    budget = reading.budget
    if let failure = reading.failure {
      faults.append(
        RuleFault(
          rule: rule.id, subjectID: source.topology.id(of: EntityID(.system, 0)), message: failure.message))
    }
  }

  // MARK: Rings as subjects

  /// The entities the rule is for; a ring is named by the member that stands for it.
  func subjects() -> [EntityID] { subjectsWithObjects().map(\.0) }

  /// The same with what they are to expressions.
  func subjectsWithObjects() -> [(EntityID, ObjectRef)] {
    if rule.cycles != nil {
      return source.activeGraphs?.rings.compactMap { ring in object(of: ring.key).map { (ring.key, $0) } } ?? []
    }
    return source.subjects(rule.subjectType)
  }

  /// The subject as expressions see it; `nil` if the entity is in no ring.
  func object(of subject: EntityID) -> ObjectRef? {
    guard rule.cycles != nil else { return source.topology.object(subject) }
    return source.activeGraphs?.ring(of: subject).map { ObjectRef(type: GraphObject.ring, row: UInt32($0)) }
  }

  /// The ring that a member stands for.
  func ring(_ subject: EntityID) -> Ring? {
    object(of: subject).flatMap { rule.cycles == nil ? nil : source.ring(Int($0.row)) }
  }

  func subjectID(_ subject: EntityID) -> String { ring(subject)?.id ?? source.topology.id(of: subject) }

  /// What keeps the ring from being certain; `nil` for a certain one and for other subjects.
  func ringDoubt(_ object: ObjectRef) -> Unknown? {
    object.type == GraphObject.ring ? source.ring(Int(object.row))?.doubt : nil
  }

  // MARK: Evidence

  /// What the links of the ring and of the ways that were told rest on: the facts that `step` and `seeds` read.
  func factsOfWays() -> [FactID] {
    guard rule.usesGraphs else { return [] }
    var facts: [FactID] = []
    if let step = rule.cycles?.step, case .object(let object)? = variables.first,
      let ring = source.ring(Int(object.row))
    {
      for link in ring.links { facts += self.facts(step, on: EntityID(.link, Int(link))) }
    }
    var told: Set<Int> = []
    for followed in source.followed where told.insert(followed.block).inserted {
      let block = rule.reaches[followed.block]
      if let seeds = block.from.condition { facts += self.facts(seeds, on: followed.way.start) }
      guard let step = block.step else { continue }
      for link in followed.way.links { facts += self.facts(step, on: EntityID(.link, Int(link))) }
    }
    return facts
  }

  private func facts(_ clause: Clause, on entity: EntityID) -> [FactID] {
    let variables = [.object(source.topology.object(entity))] + rule.parameters.map(\.value)
    return decidingReads(clause.program.trace(source, variables: variables)).flatMap { facts(behind: $0) }
  }
}

extension Rule {
  /// The blocks of `reach` as the variables they are.
  var reachVariables: [Value] {
    reaches.indices.map { .object(ObjectRef(type: GraphObject.reach, row: UInt32($0))) }
  }
}
