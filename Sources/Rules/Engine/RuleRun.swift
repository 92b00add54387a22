internal import Analysis
internal import Diagnostics
internal import Expressions
internal import Topology

/// Whether a subject is to be passed over, by its id.
public typealias SubjectFilter = @Sendable (_ subjectID: String) -> Bool

/// One rule on the subjects of one model.
struct RuleRun: ~Copyable {
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
  private let defect: ProgramGroup.Condition
  private let condition: ProgramGroup.Condition?
  private let isRingRule: Bool
  /// Puts findings into words that are kept.
  private var writer: FindingWriter?
  /// Which subjects the rule is not asked about, by their ids.
  private let exception: SubjectFilter?
  /// Stands in for a `let` that was not needed.
  private static let unset = Value.null

  init(rule: Rule, index: Int, source: ModelSource, except exception: SubjectFilter? = nil) {
    self.exception = exception
    isRingRule = rule.cycles != nil
    self.rule = rule
    self.index = index
    self.source = source
    variables = [.null] + rule.parameters.map(\.value) + rule.reachVariables
    programs = rule.deciding.group
    defect = programs.condition(DecidingPrograms.defect)
    condition = rule.condition.map { _ in rule.deciding.group.condition(DecidingPrograms.condition) }
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
    for (subject, object) in preparedSubjects() {
      let outcome = decide(subject, object)
      if !faults.isEmpty { return }
      counts.add(outcome)
      switch outcome {
      case .fail: findings.append(keptFinding(subject))
      case .cannotTell(let missing):
        open.append(
          OpenVerdict(ruleIndex: index, subject: subject, missing: missing, compoundID: ring(subject)?.id))
      case .pass, .notApplicable: continue
      }
    }
  }

  /// The finding on a subject that was just decided; what `once` and graph blocks read is no finding's own.
  private mutating func keptFinding(_ subject: EntityID) -> Finding {
    guard let kept = source.keptFindings, rule.onces.isEmpty, !rule.usesGraphs else { return finding(subject) }
    let writer = writer ?? FindingWriter(rule, index, source.loggingRows())
    self.writer = writer
    return kept.findings.value(FindingQuestion(engine: kept.engine, rule: index, subject: subject)) {
      writer.finding(subject)
    }
  }

  /// The finding on a subject of which somebody else found out that it is one. Precondition: the rule has no graph blocks.
  mutating func finding(on subject: EntityID) -> Finding {
    current = source.topology.object(subject)
    return finding(subject)
  }

  /// How the verdicts come out, without the words of findings.
  mutating func countAll() {
    for (subject, object) in preparedSubjects() {
      let outcome = decide(subject, object)
      if !faults.isEmpty { return }
      counts.add(outcome)
    }
  }

  /// The subjects, with everything ready to decide on them; none after a fault.
  private mutating func preparedSubjects() -> [(EntityID, ObjectRef)] {
    if rule.isDecidedByEngine { return [] }
    prepare()
    return faults.isEmpty ? subjectsWithObjects() : []
  }

  /// Computes what holds for all subjects.
  mutating func prepare() {
    let fixed = 1 + rule.parameters.count + rule.reaches.count
    prepareGraphs()
    if !rule.onces.isEmpty {
      var wide = Array(variables.prefix(fixed))
      for binding in rule.onces {
        // The model's lists follow what is declared so far, as when the binding was checked.
        wide.append(binding.clause.program.evaluate(source, variables: wide + source.modelLists, budget: budget))
      }
      variables = wide
    }
    variables += rule.lets.map { _ in Self.unset }
    frame = programs.makeFrame(source, variables: variables, budget: budget)
  }

  // MARK: Deciding

  mutating func decide(_ subject: EntityID) -> Outcome {
    guard let object = object(of: subject) else { return .pass }
    return decide(subject, object)
  }

  private mutating func decide(_ subject: EntityID, _ object: ObjectRef) -> Outcome {
    if isExcepted(subject) { return .notApplicable }
    current = object
    frame.begin(object)
    var applies = TruthValue.yes
    if let condition {
      applies = frame.decide(condition)
      if applies == .failed { applies = fault(subject) }
      if applies == .no { return .notApplicable }
    }
    let boundary = applies == .unknown ? frame.lackingEnd : 0
    var isThere = frame.decide(defect)
    if isThere == .failed { isThere = fault(subject) }
    if isThere == .no { return .pass }
    let doubt = isRingRule ? ringDoubt(object) : nil
    if applies == .yes, isThere == .yes, doubt == nil { return .fail }
    return .cannotTell(missing: missing(doubt, boundary))
  }

  /// The facts that are missing: those of a ring, those that would tell whether the rule applies, then the others.
  private mutating func missing(_ doubt: Unknown?, _ boundary: Int) -> MissingFacts {
    var missing = MissingFacts()
    doubt?.withFacts { missing.add($0) }
    if boundary > 0 { missing.add(frame.firstLacking(MissingFacts.limit, from: 0, to: boundary)) }
    missing.add(frame.firstLacking(MissingFacts.limit, from: boundary, to: frame.lackingEnd))
    return missing
  }

  private mutating func isExcepted(_ subject: EntityID) -> Bool {
    guard let exception else { return false }
    return exception(subjectID(subject))
  }

  /// A clause that could not be decided is a fault of the rule, and as good as one that does not hold.
  private mutating func fault(_ subject: EntityID) -> TruthValue {
    faults.append(
      RuleFault(rule: rule.id, subjectID: source.topology.id(of: subject), message: frame.failure.message))
    return .no
  }

  /// Gives all names of `let` their values for the subject that was decided last, as it is told to people; that is not
  /// on the rule's budget.
  mutating func setLets() {
    variables[0] = .object(current)
    var words = programs.makeFrame(source, variables: variables, budget: .max)
    words.begin(current)
    for position in rule.lets.indices {
      variables[variables.count - rule.lets.count + position] = programs.evaluateName(position, &words)
    }
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
