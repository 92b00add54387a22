internal import Diagnostics
internal import Expressions
internal import Topology

/// One rule on the subjects of one model.
struct RuleRun {
  let rule: Rule
  let index: Int
  let source: ModelSource
  var findings: [Finding] = []
  var open: [OpenVerdict] = []
  var faults: [RuleFault] = []
  var counts = VerdictCounts()
  /// Slot 0 is the subject, then parameters, `reach`, `once`, `let`.
  var variables: [Value]
  /// The variables of each clause, kept from subject to subject, so that deciding copies only what has changed.
  private var conditionFrame: Frame
  private var defectFrame: Frame
  private var letFrames: [Frame]
  /// The names that `where` uses, and those that only `when` uses, by position.
  private let letsOfCondition: [Int]
  private let letsOfDefect: [Int]
  /// The steps that are left to the rule on this model.
  var budget: Int
  /// Stands in for a `let` that was not needed.
  private static let unset = Value.null

  init(rule: Rule, index: Int, source: ModelSource) {
    self.rule = rule
    self.index = index
    self.source = source
    variables = [.null] + rule.parameters.map(\.value) + rule.reachVariables
    conditionFrame = (rule.condition ?? rule.defect).program.makeFrame()
    defectFrame = rule.defect.program.makeFrame()
    letFrames = rule.lets.map { $0.clause.program.makeFrame() }
    let earlier = rule.letsNeeded(by: rule.condition)
    letsOfCondition = earlier
    letsOfDefect = rule.letsNeeded(by: rule.defect).filter { !earlier.contains($0) }
    // RULE-LANGUAGE: 200 steps for each component and link; the floor is for models of a few lines.
    budget = max(200 * (source.topology.count(.party) + source.topology.count(.link)), 100_000)
  }

  mutating func decideAll() {
    for subject in preparedSubjects() {
      let outcome = decide(subject)
      if !faults.isEmpty { return }
      counts.add(outcome)
      switch outcome {
      case .fail: findings.append(finding(subject))
      case .cannotTell(let missing):
        open.append(
          OpenVerdict(
            ruleIndex: index, subject: subject, missing: Array(missing.prefix(8)), compoundID: ring(subject)?.id))
      case .pass, .notApplicable: continue
      }
    }
  }

  /// How the verdicts come out, without the words of findings.
  mutating func countAll() {
    for subject in preparedSubjects() {
      let outcome = decide(subject)
      if !faults.isEmpty { return }
      counts.add(outcome)
    }
  }

  /// The ids of the subjects on which the rule fails; `nil` after a fault.
  mutating func failingSubjects() -> [String]? {
    var failing: [String] = []
    for subject in preparedSubjects() {
      if case .fail = decide(subject) { failing.append(subjectID(subject)) }
      if !faults.isEmpty { return nil }
    }
    return faults.isEmpty ? failing : nil
  }

  /// The subjects, with everything ready to decide on them; none after a fault.
  private mutating func preparedSubjects() -> [EntityID] {
    if rule.isDecidedByEngine { return [] }
    prepare()
    return faults.isEmpty ? subjects() : []
  }

  /// Computes what holds for all subjects.
  mutating func prepare() {
    let fixed = 1 + rule.parameters.count + rule.reaches.count
    prepareGraphs()
    if !rule.onces.isEmpty {
      var wide = Array(variables.prefix(fixed))
      let lists = ModelLists.names.map { modelList($0.type) } + [.object(source.topology.object(EntityID(.system, 0)))]
      for binding in rule.onces {
        // The model's lists follow what is declared so far, as when the binding was checked.
        wide.append(binding.clause.program.evaluate(source, variables: wide + lists, budget: budget))
      }
      variables = wide
    }
    variables += rule.lets.map { _ in Self.unset }
    conditionFrame.set(variables)
    defectFrame.set(variables)
    for position in letFrames.indices { letFrames[position].set(variables) }
  }

  private func modelList(_ type: String) -> Value {
    .list(ListValue(Subjects.of(type, in: source.topology).map { .object(source.topology.object($0)) }))
  }

  // MARK: Deciding

  mutating func decide(_ subject: EntityID) -> Outcome {
    guard let object = object(of: subject) else { return .pass }
    bind(.object(object))
    var applies = Value.bool(true)
    if let condition = rule.condition {
      for position in letsOfCondition { setLet(position, budget: budget) }
      let value = condition.program.evaluate(source, &conditionFrame, budget: budget)
      applies = judged(value, stepsLeft: conditionFrame.stepsLeft, subject)
      if case .bool(false) = applies { return .notApplicable }
    }
    for position in letsOfDefect { setLet(position, budget: budget) }
    let value = rule.defect.program.evaluate(source, &defectFrame, budget: budget)
    let isThere = judged(value, stepsLeft: defectFrame.stepsLeft, subject)
    switch (applies, isThere) {
    case (_, .bool(false)): return .pass
    case (.bool(true), .bool(true)):
      guard let doubt = ringDoubt(object) else { return .fail }
      return .cannotTell(missing: missing(.unknown(doubt)))
    default:
      let first = (ringDoubt(object).map { missing(.unknown($0)) } ?? []) + missing(applies)
      return .cannotTell(missing: first + missing(isThere).filter { !first.contains($0) })
    }
  }

  /// Makes an object the subject of all clauses.
  private mutating func bind(_ object: Value) {
    variables[0] = object
    conditionFrame[0] = object
    defectFrame[0] = object
    for position in letFrames.indices { letFrames[position][0] = object }
  }

  /// What a clause came to, as a condition.
  private mutating func judged(_ value: Value, stepsLeft: Int, _ subject: EntityID) -> Value {
    budget = min(budget, stepsLeft)
    switch value {
    case .bool, .unknown: return value
    case .error(let error):
      faults.append(RuleFault(rule: rule.id, subjectID: source.topology.id(of: subject), message: error.message))
      return .bool(false)
    default:
      // A condition on what is declared none does not hold.
      return .bool(false)
    }
  }

  /// Gives all names of `let` their values for the subject.
  mutating func setLets() {
    for position in rule.lets.indices { setLet(position, budget: .max) }
  }

  private mutating func setLet(_ position: Int, budget allowed: Int) {
    let value = rule.lets[position].clause.program.evaluate(source, &letFrames[position], budget: allowed)
    if allowed < .max { budget = min(budget, letFrames[position].stepsLeft) }
    let slot = variables.count - rule.lets.count + position
    variables[slot] = value
    if rule.condition?.usesLets == true { conditionFrame[slot] = value }
    if rule.defect.usesLets { defectFrame[slot] = value }
    for later in letFrames.indices.dropFirst(position + 1) { letFrames[later][slot] = value }
  }

  private func missing(_ value: Value) -> [FactID] {
    guard case .unknown(let unknown) = value else { return [] }
    return unknown.facts.map { FactID(rawValue: $0) }
  }
}

extension Rule {
  /// The names of `let` that an expression uses, and those that these use, by position, ascending.
  func letsNeeded(by clause: Clause?) -> [Int] {
    guard let clause, clause.usesLets else { return [] }
    var needed = Set(lets.indices.filter { clause.checked.reads(lets[$0].name) })
    for position in lets.indices.reversed() where needed.contains(position) {
      needed.formUnion(lets.indices.prefix(position).filter { lets[position].clause.checked.reads(lets[$0].name) })
    }
    return needed.sorted()
  }
}
