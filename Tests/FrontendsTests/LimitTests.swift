import Frontends
import Testing
import Topology

@Suite("Large and hostile input")
struct LimitTests {
  @Test("thousands of references to nothing are answered at once", .timeLimit(.minutes(1)))
  func manyDanglingReferences() throws {
    let services = (1...4000).map { "  service-\($0): {operations: {run: {effect: read}}}\n" }.joined()
    let links = (1...4000).map { "  - {from: servise-\($0), to: service-\($0).rum}\n" }.joined()
    let clock = ContinuousClock()
    var result: Reading?
    let time = try clock.measure { result = try Reading("topolint: 1\nservices:\n\(services)links:\n\(links)") }
    #expect(result?.messages.count == 200)
    #expect(result?.result.droppedDiagnostics == 7800)
    #expect(time < .seconds(20))
  }

  @Test("thousands of unknown keys are answered at once", .timeLimit(.minutes(1)))
  func manyUnknownKeys() throws {
    let keys = (1...20_000).map { "    replicaz\($0): 1\n" }.joined()
    let clock = ContinuousClock()
    var result: Reading?
    let time = try clock.measure { result = try Reading("topolint: 1\nservices:\n  web:\n" + keys) }
    #expect(result?.result.droppedDiagnostics == 19_800)
    #expect(time < .seconds(20))
  }
}
