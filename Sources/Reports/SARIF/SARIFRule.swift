import Diagnostics
import Rules

/// A rule as code scanning shows it beside its alerts.
enum SARIFRule {
  /// Longest short and full description that GitHub takes.
  private static let longestDescription = 1024

  static func descriptor(_ rule: Rule) -> JSONText {
    [
      "id": .string(rule.id), "shortDescription": text(Words.cut(Words.line(rule.title), to: longestDescription)),
      "fullDescription": text(Words.cut(Words.line(rule.rationale), to: longestDescription)),
      "help": ["text": .string(help(rule, .plain)), "markdown": .string(help(rule, .markdown))],
      "defaultConfiguration": ["level": .string(rule.severity.otherwise.word)],
      "properties": .object(properties(rule)),
    ]
  }

  private static func text(_ text: String) -> JSONText { ["text": .string(text)] }

  private static func properties(_ rule: Rule) -> [(String, JSONText)] {
    let tags = (["architecture", rule.concern, rule.profile.rawValue] + rule.tags.map(\.rawValue)).map(JSONText.string)
    var members: [(String, JSONText)] = [
      ("tags", .array(tags)), ("precision", .string(precision(rule))),
      ("problem.severity", .string(problemSeverity(rule.severity.otherwise))),
    ]
    // The property makes an alert a security alert, whatever the tags say.
    if rule.concern == "security" {
      members.append(("security-severity", .string(securitySeverity(rule.severity.otherwise))))
    }
    return members
  }

  /// How far to trust a finding: deep rules rest on facts that are rarely exact, experimental ones on young thoughts.
  private static func precision(_ rule: Rule) -> String {
    if rule.status == "experimental" { return "medium" }
    return rule.profile == .core ? "very-high" : "high"
  }

  private static func problemSeverity(_ severity: Severity) -> String {
    severity == .note ? "recommendation" : severity.word
  }

  /// The middle of GitHub's bands for high, medium and low.
  private static func securitySeverity(_ severity: Severity) -> String {
    switch severity {
    case .error: "8.0"
    case .warning: "5.5"
    case .note: "2.0"
    }
  }

  // MARK: Help

  private enum Form { case plain, markdown }

  /// Paragraphs are single lines: GitHub takes every line break for a hard one.
  private static func help(_ rule: Rule, _ form: Form) -> String {
    var sections = [Words.line(rule.rationale)]
    sections += section("How to mend it", rule.fixes.map { Words.line($0.say) }, form)
    let exception = Words.line(rule.falsePositives)
    if !exception.isEmpty { sections += section("When it is fine", [exception], form) }
    sections += section("References", rule.references.map(Words.line), form)
    sections.append("Run " + code("topolint explain \(rule.id)", form) + " for examples and for how it is decided.")
    return sections.joined(separator: "\n\n")
  }

  private static func section(_ title: String, _ items: [String], _ form: Form) -> [String] {
    guard !items.isEmpty else { return [] }
    let list = items.map { "- " + (form == .markdown ? MarkdownText.escaped($0) : $0) }.joined(separator: "\n")
    return [form == .markdown ? "**\(title)**\n\n\(list)" : "\(title):\n\(list)"]
  }

  private static func code(_ text: String, _ form: Form) -> String { form == .markdown ? Words.code(text) : text }
}
