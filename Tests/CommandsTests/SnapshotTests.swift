import Testing

/// The fixtures in every format, compared with files beside them.
struct SnapshotTests {
  static let fixtures = ["corner-shop", "payments", "sock-shop"]
  static let reports: [(name: String, arguments: [String])] = [
    ("check.txt", ["check"]), ("check.concise.txt", ["check", "--format", "concise"]),
    ("check.json", ["check", "--format", "json"]),
    ("check.sarif", ["check", "--format", "sarif"]), ("check.md", ["check", "--format", "markdown"]),
    ("capacity.txt", ["capacity", "--today", "2026-10-01"]), ("capacity.json", ["capacity", "--format", "json"]),
    ("capacity.md", ["capacity", "--format", "markdown", "--today", "2026-10-01"]),
    ("graph.json", ["graph", "--format", "json"]),
    ("graph.mmd", ["graph"]),
  ]

  @Test(arguments: fixtures, reports.map(\.name))
  func reportIsAsRecorded(fixture: String, report: String) throws {
    let arguments = try #require(Self.reports.first { $0.name == report }).arguments
    let outcome = try Program.run(arguments + ["fixtures/\(fixture)"])
    #expect(!outcome.errors.contains("error"))
    #expect(outcome.status <= 1)
    try expectSnapshot(outcome.output, at: "fixtures/\(fixture)/expected/\(report)")
  }

  @Test func pageOfAllRulesIsAsRecorded() throws {
    let outcome = try Program.run(["rules", "list", "--format", "markdown"])
    #expect(outcome.status == 0)
    try expectSnapshot(outcome.output, at: "docs/rules.md")
  }

  /// What systems are to be held to, each with a rule.
  @Test func everyRowOfThePageHasARule() throws {
    let page = try Program.run(["rules", "list", "--format", "markdown"]).output
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.hasPrefix("| ---") }
    #expect(rows.count > 99)
    for row in rows { #expect(row.contains("|  |") == false, "no rule: \(row)") }
  }
}
