public import Diagnostics
public import Expressions
public import YAMLTree

/// A rule file, checked and ready to run.
public struct Rule: Sendable {
  public let id: String
  public let title: String
  public let concern: String
  /// What else it is about, in the order of the file.
  public let tags: [RuleTag]
  public let profile: Profile
  public let status: String
  /// The type and the name of the subject, e.g. `queue` and `q`.
  public let subjectType: String
  public let subjectName: String
  public let parameters: [RuleParameter]
  /// Which subjects the rule speaks of; `nil` for all.
  public let condition: Clause?
  /// True means the defect is there.
  public let defect: Clause
  let lets: [LetBinding]
  let onces: [LetBinding]
  public let rationale: String
  public let falsePositives: String
  public let references: [String]
  public let unknown: UnknownPolicy
  /// Decided by the engine itself; the file holds the words.
  public let isDecidedByEngine: Bool
  /// The file it came from.
  public let file: SourceFile
  public let fileID: FileID
  /// Where the id stands in the file.
  public let place: Span
  /// Built into the binary, rather than a user's own.
  public let isBuiltin: Bool
  /// Questions about what can be reached; they follow the parameters among the variables.
  var reaches: [ReachBlock] = []
  /// The rings that the rule is for; `nil` if it is for elements of the model.
  var cycles: CyclesBlock?
  /// What deciding evaluates, compiled when the rule is first run.
  let deciding: DecidingPrograms
  /// What a finding needs, read when there is one or somebody asks.
  let words: Deferred<RuleWords>

  public var severity: SeverityPolicy { words.value.severity }
  public var fixes: [FixTemplate] { words.value.fixes }
}

/// The expressions of a rule that tell people of a finding. Most checks find nothing by most rules.
struct RuleWords: Sendable {
  var severity = SeverityPolicy(cases: [], otherwise: .warning)
  /// `nil` only where the file has a mistake.
  var message: Template?
  /// The text of the message, where it stands.
  var messageText: (checked: CheckedTemplate, node: YAMLNode)?
  var evidence: [EvidenceClause] = []
  var fixes: [FixTemplate] = []
}

/// `when`, `where` and the names of `let`, as one group.
final class DecidingPrograms: Sendable {
  private let compiled: Deferred<ProgramGroup>
  /// Where the conditions stand in the group.
  static let defect = 0
  static let condition = 1

  init(defect: Clause, condition: Clause?, lets: [LetBinding]) {
    compiled = Deferred {
      ProgramGroup(([defect, condition].compactMap { $0 }).map(\.checked), names: lets.map(\.clause.checked))
    }
  }

  var group: ProgramGroup { compiled.value }
}

/// Whether a rule is on by default.
public enum Profile: String, Sendable, CaseIterable, Comparable {
  /// On by default.
  case core
  /// Needs facts that people rarely have.
  case deep

  public static func < (a: Profile, b: Profile) -> Bool { a == .core && b == .deep }
}

/// What becomes of a verdict that cannot be reached.
public enum UnknownPolicy: String, Sendable, CaseIterable {
  case report, ignore, fail
}

/// An expression of a rule. A class, so that deciding hands around one reference.
public final class Clause: Sendable {
  public let text: String
  public let checked: CheckedExpression
  /// Compiled when it is first run.
  private let compiled: Deferred<Program>
  /// Whether the expression reads names of `let`.
  let usesLets: Bool
  /// The scalar it stands in.
  let node: YAMLNode

  init(text: String, checked: CheckedExpression, usesLets: Bool, node: YAMLNode) {
    self.text = text
    self.checked = checked
    compiled = Deferred { checked.compile() }
    self.usesLets = usesLets
    self.node = node
  }

  var program: Program { compiled.value }

  /// The text as people read it in explanations: one line.
  public var line: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

struct LetBinding: Sendable {
  let name: String
  let clause: Clause
}

struct EvidenceClause: Sendable {
  let text: String
  let program: Program
}

/// A setting of a rule.
public struct RuleParameter: Sendable {
  public let name: String
  public let type: String
  public let defaultText: String
  public let doc: String
  /// The value in force: the default, or what the configuration says.
  public let value: Value
  /// Whether the configuration says nothing.
  public let isDefault: Bool
}

/// How severe a finding is.
public struct SeverityPolicy: Sendable {
  struct Case: Sendable {
    let severity: Severity
    let clause: Clause
  }

  let cases: [Case]
  public let otherwise: Severity

  /// Every severity that a finding can have: that of most, then those of `cases`.
  public var all: [Severity] {
    cases.map(\.severity).reduce(into: [otherwise]) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The severities with their conditions, for documentation.
  public var description: String {
    let conditions = cases.map { "\($0.severity.word) if \($0.clause.line)" }
    return cases.isEmpty ? otherwise.word : (conditions + ["otherwise \(otherwise.word)"]).joined(separator: "; ")
  }
}

/// A way to mend the defect.
public struct FixTemplate: Sendable {
  public let say: String
  /// Whether the fix is one for the case at hand; `nil` if it always is.
  let condition: Clause?
  /// The entities whose facts change; with `change` the fix is an edit that can be tried.
  let targets: EvidenceClause?
  public let change: YAMLNode?
}

/// One example of a rule file.
public struct RuleExample: Sendable {
  public let name: String
  public let model: String
  public let fail: [String]
  public let unknown: [String]
  /// Exactly the missing facts, if stated.
  public let missing: [String]?
  /// Messages that findings must have, letter by letter.
  public let messages: [String]
  /// The severity of every finding, if stated.
  public let severity: Severity?
  public let place: Span
}
