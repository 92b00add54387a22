import Testing
import Topology

@Suite("What holds by definition")
struct DefinitionTests {
  static let text = """
    topolint: 1
    services: {a: {}, b: {}}
    stores: {db: {}}
    queues: {q: {}}
    links:
      - {from: a, to: b}
      - {from: a, to: q}
      - {from: q, to: b}
      - {from: a, to: db}
      - {from: b, to: q, mode: sync, visits: 3}
    """

  @Test(
    "of a link that states nothing",
    arguments: [
      ("a -> b", "mode", "sync (by definition)"), ("a -> b", "access", "unknown"),
      ("a -> b", "visits", "1 (by definition)"), ("a -> b", "class", "runtime (by definition)"),
      ("a -> b", "required", "unknown"), ("a -> q", "mode", "async (by definition)"),
      ("a -> q", "access", "write (by definition)"), ("q -> b", "mode", "async (by definition)"),
      ("q -> b", "access", "read (by definition)"), ("a -> db", "access", "unknown"),
      ("a -> db", "mode", "sync (by definition)"), ("b -> q", "mode", "sync"), ("b -> q", "visits", "3"),
    ])
  func links(_ link: String, _ path: String, _ expected: String) throws {
    #expect(try Reading(Self.text).topology().fact(link, path) == expected)
  }

  @Test("who promises something of response times promises nothing else of them")
  func objectives() throws {
    let topology = try Reading(
      """
      topolint: 1
      services: {a: {}}
      workloads:
        some: {entry: a, slo: {latency: {p99: 1s}}}
        other: {entry: a, slo: {availability: 99%}}
      """
    ).topology()
    #expect(topology.fact("some", "slo.latency.p99") == "1s")
    #expect(topology.fact("some", "slo.latency.p50") == "none (by definition)")
    #expect(topology.fact("some", "slo.availability") == "unknown")
    #expect(topology.fact("other", "slo.latency.p50") == "unknown")
  }

  @Test("a definition is as firm as a statement")
  func firmness() {
    #expect(Basis.allCases.filter(\.isFirm) == [.measured, .stated, .definition])
    #expect(!Basis.writable.contains(.definition))
  }
}
