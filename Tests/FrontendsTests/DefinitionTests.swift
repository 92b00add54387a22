import Diagnostics
import Frontends
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

  @Test("a client's own retry holds where its link states none")
  func retriesOfClients() throws {
    let topology = try Reading(
      """
      topolint: 1
      clients: {us: {retry: {max_attempts: 3, jitter: {value: true, basis: assumed}}}, them: {retry: none}, some: {}}
      services: {a: {}, b: {}}
      links:
        - {from: us, to: a}
        - {from: us, to: b, retry: none}
        - {from: them, to: a}
        - {from: some, to: a}
      """
    ).topology()
    #expect(topology.fact("us -> a", "retry.max_attempts") == "3 (by definition)")
    #expect(topology.fact("us -> a", "retry.jitter") == "true (assumed)")
    #expect(topology.fact("us -> a", "retry.backoff") == "unknown")
    #expect(topology.fact("us -> b", "retry") == "none")
    #expect(topology.fact("us -> b", "retry.max_attempts") == "unknown")
    #expect(topology.fact("them -> a", "retry") == "none (by definition)")
    #expect(topology.fact("some -> a", "retry") == "unknown")
  }

  @Test(
    "what follows from a fact follows from its new value when it is set",
    arguments: [
      ("us.retry.max_attempts=5", "us -> a", "retry.max_attempts", "5 (by definition)"),
      ("us.retry=none", "us -> a", "retry.max_attempts", "unknown"),
      ("us -> a.retry=none", "us -> a", "retry", "none"),
      ("a -> db.timeout=none", "a -> db", "deadline", "none (by definition)"),
      ("a -> b.timeout=1s", "a -> b", "deadline", "unknown"),
      ("db.replicas=1", "db", "replication.n", "1 (by definition)"),
      ("b.replicas=1", "b", "failover.mode", "none (by definition)"), ("c.replicas=2", "c", "failover", "unknown"),
      ("a.exposure=internal", "a/web", "exposure", "internal (by definition)"),
    ])
  func setting(_ change: String, _ subject: String, _ path: String, _ expected: String) throws {
    let reading = try Reading(
      """
      topolint: 1
      clients: {us: {retry: {max_attempts: 3}}}
      services: {a: {exposure: public, interfaces: {web: {}}}, b: {}, c: {replicas: 1}}
      stores: {db: {replicas: 3, replication: {topology: single-leader}}}
      links:
        - {from: us, to: a}
        - {from: a, to: b, timeout: none}
        - {from: a, to: db, timeout: 1s}
      """)
    var sources = reading.sources
    let topology = try reading.topology()
    let changed = try FactSetting(change, in: topology, sources: &sources).applied(to: topology, sources: &sources)
    #expect(changed.fact(subject, path) == expected)
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

  @Test(
    "who has something else to do can do without",
    arguments: [
      ("fallback: cached", "false (by definition)"), ("fallback: none", "unknown"),
      ("on_failure: fail-closed", "true (by definition)"), ("on_failure: buffer", "false (by definition)"),
      ("on_failure: fail-closed, fallback: none", "true (by definition)"),
      ("fallback: cached, required: false", "false"),
      ("fallback: {value: cached, basis: assumed}", "false (assumed)"),
    ])
  func needs(_ facts: String, _ expected: String) throws {
    let text = "topolint: 1\nservices: {a: {}, b: {}}\nlinks: [{from: a, to: b, \(facts)}]\n"
    #expect(try Reading(text).topology().fact("a -> b", "required") == expected)
  }

  @Test(
    "and no longer when that is taken back",
    arguments: [
      ("fallback: cached", "fallback=none", "unknown"), ("fallback: none", "fallback=cached", "false (by definition)"),
      ("on_failure: buffer", "on_failure=fail-closed", "true (by definition)"), ("visits: 2", "visits=3", "unknown"),
      ("required: true", "on_failure=fail-closed", "true"),
    ])
  func settings(_ facts: String, _ setting: String, _ expected: String) throws {
    let text = "topolint: 1\nservices: {a: {}, b: {}}\nlinks: [{from: a, to: b, \(facts)}]\n"
    let topology = try Reading(text).topology()
    var sources = Sources()
    let changed = try FactSetting("a -> b.\(setting)", in: topology, sources: &sources)
      .applied(to: topology, sources: &sources)
    #expect(changed.fact("a -> b", "required") == expected)
  }

  @Test("a definition is as firm as a statement")
  func firmness() {
    #expect(Basis.allCases.filter(\.isFirm) == [.measured, .stated, .definition])
    #expect(!Basis.writable.contains(.definition))
  }
}
