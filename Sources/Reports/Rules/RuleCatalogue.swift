internal import Diagnostics
public import Rules

/// All rules on one page: by concern, and by what of distributed design they answer.
public struct RuleCatalogue: Sendable {
  private let rules: [Rule]

  /// - Parameter rules: In the order in which they are to be listed within a concern.
  public init(_ rules: [Rule]) { self.rules = rules }

  /// The rules of each concern, concerns in the order in which they first occur. O(rules).
  public var concerns: [(name: String, rules: [Rule])] {
    var order: [String] = []
    for rule in rules where !order.contains(rule.concern) { order.append(rule.concern) }
    return order.map { concern in (concern, rules.filter { $0.concern == concern }) }
  }

  // MARK: Text

  /// A line for each rule, under its concern.
  public func text() -> String {
    let width = rules.map(\.id.count).max() ?? 0
    let parts = concerns.map { concern in
      "\(concern.name)\n"
        + concern.rules.map { rule in
          let severity = rule.severity.otherwise.word
          return "  \(padded(rule.id, width))  \(padded(severity, 8))\(rule.profile.rawValue)  \(rule.title)\n"
        }.joined()
    }
    return parts.joined() + "\(rules.count) rules; `topolint rules show ID` explains one\n"
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: Markdown

  /// The page `docs/rules.md`; ends with a line break.
  public func markdown() -> String {
    let core = rules.filter { $0.profile == .core }.count
    let parts =
      [
        """
        <!-- Generated from the rule files; `topolint rules list --format markdown` prints it. -->

        # Rules

        \(rules.count) rules, \(core) of them in the profile `core`, which is on by default; the others (`deep`) need facts that \
        people rarely have, and `--profile deep` turns them on. Each is one file, which holds its condition, its words and its \
        examples, and to which its id leads. `topolint explain ID` tells it all, `topolint explain ID PATH` also how it came \
        out there.

        """
      ] + Self.charter.map { "\n## \($0.title)\n\n\(coverage($0))" }
      + concerns.map { "\n## \(Self.heading($0.name))\n\n\(table($0.rules))" }
    return parts.joined()
  }

  /// What systems are to be held to, in the words of the field, and the tag of each.
  private static let charter: [(title: String, what: String, rows: [(name: String, tag: RuleTag)])] = [
    (
      "What is a concern", "Concern",
      [
        ("Throughput", .throughput), ("Latency", .latency), ("Availability", .availability),
        ("Resilience", .resilience), ("Synchronization", .synchronization), ("Data integrity", .dataIntegrity),
        ("Security", .security), ("Traffic patterns", .traffic), ("Bad actors", .badActors),
        ("Misbehaving clients", .misbehavingClients), ("Compatibility", .compatibility),
      ]
    ),
    (
      "What is done about it", "Countermeasure",
      [
        ("Scaling", .scaling), ("Decoupling", .decoupling), ("Redundancy", .redundancy),
        ("Rate limiting", .rateLimiting), ("Authentication", .authentication), ("Access control", .accessControl),
      ]
    ),
    (
      "What good designs have in common", "Habit",
      [
        ("Stateless components", .statelessness), ("Reads offloaded", .readOffloading),
        ("Bad input rejected early", .earlyRejection), ("Work in discrete chunks", .discreteChunks),
        ("A canonical source", .canonicalSource), ("Copies kept before each transformation", .keptCopies),
        ("Transactional actions", .transactions), ("Versioned interfaces", .versioning),
        ("Idempotent operations", .idempotency),
      ]
    ),
  ]

  private func coverage(_ part: (title: String, what: String, rows: [(name: String, tag: RuleTag)])) -> String {
    let rows = part.rows.map { row in
      [row.name, rules.filter { $0.isAbout(row.tag) }.map { link($0, text: $0.id) }.joined(separator: ", ")]
    }
    return MarkdownText.table(head: [part.what, "Rules"], rows: rows)
  }

  private func table(_ rules: [Rule]) -> String {
    MarkdownText.table(
      head: ["Rule", "Severity", "Profile", "What is wrong"],
      rows: rules.map { rule in
        [link(rule, text: rule.id), severity(rule), rule.profile.rawValue, MarkdownText.escaped(rule.title)]
      })
  }

  /// All severities that a finding can have, the usual one first.
  private func severity(_ rule: Rule) -> String {
    rule.severity.all.map(\.word).joined(separator: " or ")
  }

  private func link(_ rule: Rule, text: String) -> String {
    let path = rule.isBuiltin ? "../rules/\(rule.concern)/\(rule.id).yaml" : rule.file.path
    return MarkdownText.link(MarkdownText.inlineCode(text), to: path)
  }

  private static func heading(_ concern: String) -> String {
    let words = concern.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  // MARK: JSON

  /// One object for each rule: `id`, `title`, `concern`, `tags`, `severity` (the usual one), `profile`, `status`, `subject`
  /// and `parameters` with the values in force.
  public func json() -> String {
    JSONText.object([("rules", .array(rules.map(Self.member)))]).rendered()
  }

  private static func member(_ rule: Rule) -> JSONText {
    [
      "id": .string(rule.id), "title": .string(rule.title), "concern": .string(rule.concern),
      "tags": .array(rule.tags.map { .string($0.rawValue) }), "severity": .string(rule.severity.otherwise.word),
      "profile": .string(rule.profile.rawValue), "status": .string(rule.status),
      "subject": .string(rule.isDecidedByEngine ? "system" : rule.subjectType),
      "parameters": .object(rule.parameters.map { ($0.name, JSONText.string(rule.valueText(of: $0))) }),
      "builtin": .bool(rule.isBuiltin),
    ]
  }
}
