public import Diagnostics
public import Topology

/// What a rule says of one subject.
public enum Outcome: Sendable {
  /// The defect is there, in every completion of what is not stated.
  case fail
  /// The defect is not there, in every completion.
  case pass
  /// The rule does not speak of the subject.
  case notApplicable
  /// It depends on these facts.
  case cannotTell(missing: MissingFacts)
}

/// A defect.
public struct Finding: Sendable {
  public var rule: String
  /// Position among the rules of the run.
  public var ruleIndex: Int
  public var severity: Severity
  public var subject: EntityID
  public var subjectID: String
  /// One sentence with the names and numbers of this system.
  public var message: String
  /// The line that decides.
  public var location: Span?
  public var evidence: [Evidence]
  /// The weak facts without which it would not be a finding.
  public var assumed: [FactID]
  public var fixes: [Fix]
  /// SHA-256 of rule and subject, in hexadecimal.
  public var identity: String

  public init(
    rule: String, ruleIndex: Int, severity: Severity, subject: EntityID, subjectID: String, message: String,
    location: Span?, evidence: [Evidence] = [], assumed: [FactID] = [], fixes: [Fix] = []
  ) {
    self.rule = rule
    self.ruleIndex = ruleIndex
    self.severity = severity
    self.subject = subject
    self.subjectID = subjectID
    self.message = message
    self.location = location
    self.evidence = evidence
    self.assumed = assumed
    self.fixes = fixes
    identity = Self.identity(rule: rule, subjectID: subjectID)
  }

  /// SHA-256 of rule and subject: no line number is in it, so moving or reindenting a file changes nothing.
  public static func identity(rule: String, subjectID: String) -> String { SHA256.hex("\(rule)\u{0}\(subjectID)") }

  /// The identity as people see and type it.
  public var shortID: String { String(identity.prefix(8)) }
}

/// A line that a finding rests on.
public struct Evidence: Sendable, Hashable {
  public var subject: EntityID
  public var subjectID: String
  public var message: String
  public var span: Span?
}

/// A way to mend a finding.
public struct Fix: Sendable {
  public var say: String
  /// The edit, where it is one.
  public var edits: [Edit]
  /// `nil` if it was not tried; else whether the finding is gone with it and none is new.
  public var isProven: Bool?

  /// Facts of one entity to be stated anew, in the language of topologies.
  public struct Edit: Sendable {
    public var subject: EntityID
    public var subjectID: String
    public var change: String
  }
}

/// A verdict that could not be reached.
public struct OpenVerdict: Sendable {
  public var ruleIndex: Int
  public var subject: EntityID
  public var missing: MissingFacts
  /// The identity of a subject that is no single entity, such as a ring.
  var compoundID: String?

  init(ruleIndex: Int, subject: EntityID, missing: MissingFacts, compoundID: String? = nil) {
    self.ruleIndex = ruleIndex
    self.subject = subject
    self.missing = missing
    self.compoundID = compoundID
  }

  /// The identity of the subject, as findings have it.
  public func subjectID(in topology: Topology) -> String { compoundID ?? topology.id(of: subject) }
}

/// A rule that could not be run to its end.
public struct RuleFault: Sendable {
  public var rule: String
  public var subjectID: String
  public var message: String
}

/// How many verdicts came out how.
public struct VerdictCounts: Hashable, Sendable {
  public var fail = 0
  public var pass = 0
  public var notApplicable = 0
  public var unknown = 0

  public static func + (a: VerdictCounts, b: VerdictCounts) -> VerdictCounts {
    VerdictCounts(
      fail: a.fail + b.fail, pass: a.pass + b.pass, notApplicable: a.notApplicable + b.notApplicable,
      unknown: a.unknown + b.unknown)
  }

  mutating func add(_ outcome: Outcome) {
    switch outcome {
    case .fail: fail += 1
    case .pass: pass += 1
    case .notApplicable: notApplicable += 1
    case .cannotTell: unknown += 1
    }
  }

  public init(fail: Int = 0, pass: Int = 0, notApplicable: Int = 0, unknown: Int = 0) {
    self.fail = fail
    self.pass = pass
    self.notApplicable = notApplicable
    self.unknown = unknown
  }
}
