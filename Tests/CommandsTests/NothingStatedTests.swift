import Testing

/// A drawing without a single fact: nothing can be wrong with it, and what it is asked is not more than one can read.
struct NothingStatedTests {
  @Test func nothingIsFoundAndTheQuestionsFitOneScreen() throws {
    let outcome = try Program.run(["check", "fixtures/nothing-stated.yaml"])
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(lines.count <= 24)
    #expect(lines.contains { $0.hasPrefix("What is not known") })
    #expect(
      !outcome.output.contains("error[") && !outcome.output.contains("warning[") && !outcome.output.contains("note["))
    try expectSnapshot(outcome.output, at: "fixtures/nothing-stated.expected.txt")
  }
}
