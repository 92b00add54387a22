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
}
