import Frontends
import Testing
import Topology

@Suite("Provenance and ranges")
struct ProvenanceTests {
  @Test("a wrapper says how a value came to be known")
  func wrapper() throws {
    let topology = try Reading(
      """
      topolint: 1
      services:
        web:
          rto: {value: 1h, basis: measured, evidence: "https://example.org/drill", date: 2026-10-01, until: 2027-10-01}
          replicas: {value: 3, basis: assumed}
          state: {value: none, reason: reviewed}
      """
    ).topology()
    #expect(topology.fact("web", "rto") == "1h (measured)")
    #expect(topology.fact("web", "replicas.min") == "3 (assumed)")
    #expect(topology.fact("web", "replicas.max") == "3 (assumed)")
    #expect(topology.fact("web", "state") == "none")
    let column = try #require(Schema.table(.party).column("rto"))
    let remark = topology.remark(on: FactID(column, row: 0))
    #expect(remark?.evidence == "https://example.org/drill")
    #expect(remark?.date == "2026-10-01")
    #expect(remark?.until == "2027-10-01")
    #expect(topology.places.hasDates)
  }

  @Test(
    "days are counted",
    arguments: [
      ("2000-02-29", "2000-03-01", 1), ("1900-02-28", "1900-03-01", 1), ("2023-12-31", "2024-01-01", 1),
      ("2024-01-01", "2025-01-01", 366), ("1970-01-01", "2026-11-26", 20783), ("0001-01-01", "0001-03-01", 59),
    ])
  func days(_ from: String, _ to: String, _ days: Int) throws {
    #expect(try #require(CalendarDate.dayNumber(to)) - #require(CalendarDate.dayNumber(from)) == days)
    #expect(CalendarDate.dayNumber("2023-02-29") == nil)
  }

  @Test("that there is none may be assumed too, of a map as of a value")
  func wrappedNone() throws {
    let topology = try Reading(
      """
      topolint: 1
      services: {web: {scaling: {value: none, basis: assumed}, failover: {value: none, basis: measured}}, api: {}}
      links:
        - {from: web, to: api, retry: {value: none, basis: assumed}, timeout: {value: none, basis: assumed}}
      """
    ).topology()
    #expect(topology.fact("web -> api", "retry") == "none (assumed)")
    #expect(topology.fact("web -> api", "retry.max_attempts") == "unknown")
    #expect(topology.fact("web -> api", "timeout") == "none (assumed)")
    #expect(topology.fact("web", "scaling.mode") == "none (assumed)")
    #expect(topology.fact("web", "failover.mode") == "none (measured)")
  }

  @Test("every basis that may be written is read", arguments: Basis.writable)
  func bases(_ basis: Basis) throws {
    let topology = try Reading("topolint: 1\nservices:\n  web: {rto: {value: 1h, basis: \(basis.word)}}").topology()
    let column = try #require(Schema.table(.party).column("rto"))
    #expect(topology.basis(column, 0) == basis)
  }

  @Test("a range needs no likely value; the middle is geometric where its ends are far apart")
  func rangeWithoutLikely() throws {
    let topology = try Reading(
      """
      topolint: 1
      services:
        web: {replicas: {low: 2, high: 9}, delay: {low: 10ms, high: 20ms}}
      workloads:
        w: {rate: {low: 100/s, high: 900/s}, peak: {p50: 1000/s, p95: 3000/s}}
      """
    ).topology()
    #expect(topology.number(Facts.Workload.rate, 0) == 300)
    #expect(topology.number(Facts.Workload.peak, 0) == 1000)
    #expect(abs((topology.number(Facts.Party.delay, 0) ?? 0) - 0.015) < 1e-12)
    #expect(topology.number(Facts.Party.replicasMin, 0) == 4)
    #expect(topology.fact("w", "rate") == "100/s to 900/s")
    let ends = [Facts.Party.replicasMin, Facts.Party.replicasMax].map { topology.statement(of: FactID($0, row: 0)) }
    #expect(Set(ends).count == 1)
  }

  @Test("not knowing computes with the likely value")
  func uncertain() throws {
    let topology = try Reading("topolint: 1\nworkloads:\n  w: {rate: {low: 10/s, likely: 20/s, high: 60/s}}").topology()
    #expect(topology.number(Facts.Workload.rate, 0) == 20)
    #expect(topology.range(Facts.Workload.rate, 0) == .uncertain(low: 10, likely: 20, high: 60))
    #expect(topology.fact("w", "rate") == "10/s to 60/s, likely 20/s")
  }

  @Test("variation computes with the mean, or the median where there is none")
  func varying() throws {
    let topology = try Reading(
      """
      topolint: 1
      services: {a: {delay: {mean: 20ms, p99: 90ms}}, b: {delay: {p50: 10ms}}, c: {delay: {p99: 10ms}}}
      """
    ).topology()
    #expect(topology.number(Facts.Party.delay, 0) == 0.02)
    #expect(topology.number(Facts.Party.delay, 1) == 0.01)
    #expect(topology.number(Facts.Party.delay, 2) == nil)
  }

  @Test("a range may carry its provenance, and may stand for the main key of a map")
  func rangeInWrapper() throws {
    let topology = try Reading(
      """
      topolint: 1
      services:
        web:
          rto: {value: {low: 1h, likely: 2h, high: 3h}, basis: assumed}
          replicas: {low: 2, likely: 3, high: 4}
          service_time: {low: 2ms, likely: 3ms, high: 4ms}
      """
    ).topology()
    #expect(topology.fact("web", "rto") == "1h to 3h, likely 2h (assumed)")
    #expect(topology.number(Facts.Party.replicasMax, 0) == 3)
    #expect(topology.number(Facts.Party.serviceTimeMean, 0) == 0.003)
  }
}
