internal import Diagnostics
internal import Expressions
internal import Topology

/// Whether a subject is to be passed over, by its id.
public typealias SubjectFilter = @Sendable (_ subjectID: String) -> Bool

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
  /// The subject that was decided last.
  private var current = ObjectRef(type: 0, row: 0)
  /// The evaluation of `where`, `when` and the names of `let`; it goes from subject to subject.
  private var frame: Frame
  private let programs: ProgramGroup
  private let hasCondition: Bool
  private let isRingRule: Bool
  /// Which subjects the rule is not asked about, by their ids.
  private let exception: SubjectFilter?
  /// Stands in for a `let` that was not needed.
  private static let unset = Value.null

  init(rule: Rule, index: Int, source: ModelSource, except exception: SubjectFilter? = nil) {
    self.exception = exception
    hasCondition = rule.condition != nil
    isRingRule = rule.cycles != nil
    self.rule = rule
    self.index = index
    self.source = source
    variables = [.null] + rule.parameters.map(\.value) + rule.reachVariables
    programs = rule.deciding.group
    // RULE-LANGUAGE: 200 steps for each component and link; the floor is for models of a few lines.
    let budget = max(200 * (source.topology.count(.party) + source.topology.count(.link)), 100_000)
    frame = programs.makeFrame(source, variables: variables, budget: budget)
  }

  /// The steps that are left to the rule on this model.
  var budget: Int {
    get { frame.stepsLeft }
    set { frame.stepsLeft = newValue }
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
            ruleIndex: index, subject: subject, missing: missing.count > 8 ? Array(missing.prefix(8)) : missing,
            compoundID: ring(subject)?.id))
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
    frame = programs.makeFrame(source, variables: variables, budget: budget)
  }

  private func modelList(_ type: String) -> Value {
    .list(ListValue(Subjects.of(type, in: source.topology).map { .object(source.topology.object($0)) }))
  }

  // MARK: Deciding

  mutating func decide(_ subject: EntityID) -> Outcome {
    if exception != nil, isExcepted(subject) { return .notApplicable }
    guard let object = isRingRule ? object(of: subject) : source.topology.object(subject) else { return .pass }
    current = object
    frame.begin(.object(object))
    var applies = TruthValue.yes
    if hasCondition {
      applies = judged(programs.decide(DecidingPrograms.condition, &frame), subject)
      if applies == .no { return .notApplicable }
    }
    let boundary = applies == .unknown ? frame.lacking.count : 0
    let isThere = judged(programs.decide(DecidingPrograms.defect, &frame), subject)
    if isThere == .no { return .pass }
    let doubt = isRingRule ? ringDoubt(object) : nil
    if applies == .yes, isThere == .yes, doubt == nil { return .fail }
    let lacking = frame.lacking
    var missing = MissingFacts(most: lacking.count)
    if let doubt { missing.add(doubt.facts[...]) }
    if boundary > 0 { missing.add(lacking[..<boundary]) }
    missing.add(lacking[boundary...])
    return .cannotTell(missing: missing.facts)
  }

  private func isExcepted(_ subject: EntityID) -> Bool { exception?(subjectID(subject)) ?? false }

  /// A clause that could not be decided is a fault of the rule, and as good as one that does not hold.
  private mutating func judged(_ truth: TruthValue, _ subject: EntityID) -> TruthValue {
    guard truth == .failed else { return truth }
    faults.append(
      RuleFault(rule: rule.id, subjectID: source.topology.id(of: subject), message: frame.failure.message))
    return .no
  }

  /// Gives all names of `let` their values for the subject that was decided last, as it is told to people; that is not
  /// on the rule's budget.
  mutating func setLets() {
    variables[0] = .object(current)
    var words = frame
    words.begin(variables[0])
    words.stepsLeft = .max
    for position in rule.lets.indices {
      variables[variables.count - rule.lets.count + position] = programs.evaluateName(position, &words)
    }
  }
}

/// The facts that are missing in what a verdict rests on, each once: of each clause the first ones.
private struct MissingFacts {
  private(set) var facts: [FactID] = []

  init(most count: Int) { facts.reserveCapacity(count) }

  /// Adds what one clause lacks, in any order and perhaps more than once.
  mutating func add(_ lacking: ArraySlice<UInt64>) {
    let known = facts.count
    if lacking.count > Self.fewFacts {
      for fact in Unknown(facts: lacking).facts { append(FactID(rawValue: fact), after: facts.count, known) }
    } else {
      for fact in lacking { insert(FactID(rawValue: fact), known) }
    }
  }

  /// So many are quicker put in order one by one.
  private static let fewFacts = 12

  /// Puts a fact in its place among those of its clause, which follow the first `known`.
  private mutating func insert(_ fact: FactID, _ known: Int) {
    var place = facts.count
    while place > known, fact < facts[place - 1] { place -= 1 }
    if place > known, facts[place - 1] == fact { return }
    append(fact, after: place, known)
  }

  private mutating func append(_ fact: FactID, after place: Int, _ known: Int) {
    if known > 0, facts[..<known].contains(fact) { return }
    if place == facts.count { facts.append(fact) } else { facts.insert(fact, at: place) }
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
