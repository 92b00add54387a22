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
  /// Kept from subject to subject, so that deciding allocates nothing.
  private var conditionFrame: Frame?
  private var defectFrame: Frame?
  private var letFrames: [Frame]
  /// The names that the two conditions use, by position.
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
    letFrames = rule.lets.map { $0.clause.program.makeFrame() }
    letsOfCondition = rule.letsNeeded(by: rule.condition)
    letsOfDefect = rule.letsNeeded(by: rule.defect)
    // RULE-LANGUAGE: 200 steps for each component and link; the floor is for models of a few lines.
    budget = max(200 * (source.topology.count(.party) + source.topology.count(.link)), 100_000)
  }

  mutating func decideAll() {
    if rule.isDecidedByEngine { return }
    prepare()
    if !faults.isEmpty { return }
    for subject in subjects() {
      switch decide(subject) {
      case .fail:
        counts.fail += 1
        findings.append(finding(subject))
      case .pass: counts.pass += 1
      case .notApplicable: counts.notApplicable += 1
      case .cannotTell(let missing):
        counts.unknown += 1
        open.append(
          OpenVerdict(
            ruleIndex: index, subject: subject, missing: Array(missing.prefix(8)), compoundID: ring(subject)?.id))
      }
      if !faults.isEmpty { return }
    }
  }

  /// The ids of the subjects on which the rule fails; `nil` after a fault.
  mutating func failingSubjects() -> [String]? {
    if rule.isDecidedByEngine { return [] }
    prepare()
    if !faults.isEmpty { return nil }
    var failing: [String] = []
    for subject in subjects() {
      if case .fail = decide(subject) { failing.append(subjectID(subject)) }
      if !faults.isEmpty { return nil }
    }
    return failing
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
  }

  private func modelList(_ type: String) -> Value {
    .list(ListValue(Subjects.of(type, in: source.topology).map { .object(source.topology.object($0)) }))
  }

  // MARK: Deciding

  mutating func decide(_ subject: EntityID) -> Outcome {
    guard let object = object(of: subject) else { return .pass }
    variables[0] = .object(object)
    var letsSet: Set<Int> = []
    var applies = Value.bool(true)
    if let condition = rule.condition {
      var frame = conditionFrame ?? condition.program.makeFrame()
      conditionFrame = nil
      applies = evaluate(condition, &frame, letsOfCondition, &letsSet, subject)
      conditionFrame = frame
      if case .bool(false) = applies { return .notApplicable }
    }
    var frame = defectFrame ?? rule.defect.program.makeFrame()
    defectFrame = nil
    let defect = evaluate(rule.defect, &frame, letsOfDefect, &letsSet, subject)
    defectFrame = frame
    switch (applies, defect) {
    case (_, .bool(false)): return .pass
    case (.bool(true), .bool(true)):
      guard let doubt = ringDoubt(object) else { return .fail }
      return .cannotTell(missing: missing(.unknown(doubt)))
    default:
      let first = (ringDoubt(object).map { missing(.unknown($0)) } ?? []) + missing(applies)
      return .cannotTell(missing: first + missing(defect).filter { !first.contains($0) })
    }
  }

  private mutating func evaluate(
    _ clause: Clause, _ frame: inout Frame, _ lets: [Int], _ letsSet: inout Set<Int>, _ subject: EntityID
  ) -> Value {
    for position in lets where letsSet.insert(position).inserted { setLet(position) }
    let known = clause.usesLets ? variables.count : variables.count - rule.lets.count
    for slot in 0..<known { frame[slot] = variables[slot] }
    let value = clause.program.evaluate(source, &frame, budget: budget)
    budget = min(budget, frame.stepsLeft)
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
    for position in rule.lets.indices { setLet(position) }
  }

  private mutating func setLet(_ position: Int) {
    let slot = variables.count - rule.lets.count + position
    for earlier in 0..<slot { letFrames[position][earlier] = variables[earlier] }
    variables[slot] = rule.lets[position].clause.program.evaluate(source, &letFrames[position])
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
