import Testing
import Topology

@Suite("Short forms")
struct ShortFormTests {
  @Test("a plain number of replicas is both the least and the most")
  func replicas() throws {
    let topology = try Reading("topolint: 1\nservices:\n  web: {replicas: 4}").topology()
    #expect(topology.fact("web", "replicas.min") == "4")
    #expect(topology.fact("web", "replicas.max") == "4")
  }

  @Test("a plain value stands for the main key of a map, and leaves the others unknown")
  func mainKey() throws {
    let topology = try Reading(
      """
      topolint: 1
      services:
        web: {service_time: 6ms, scaling: auto, cost: 0.25}
      """
    ).topology()
    #expect(topology.fact("web", "service_time.mean") == "6ms")
    #expect(topology.fact("web", "service_time.p99") == "unknown")
    #expect(topology.fact("web", "scaling.mode") == "auto")
    #expect(topology.fact("web", "cost.per_hour") == "0.25")
  }

  @Test("the first main key whose type takes the value gets it")
  func severalMainKeys() throws {
    let topology = try Reading(
      """
      topolint: 1
      services:
        a: {removal: {trigger: probe, floor: 50%}}
        b: {removal: {trigger: probe, floor: 2}}
        c: {removal: {trigger: probe, floor: none}}
        d: {operations: {one: {batch: true}, many: {batch: 100}}}
      """
    ).topology()
    #expect(topology.fact("a", "removal.floor.share") == "50%")
    #expect(topology.fact("b", "removal.floor.count") == "2")
    #expect(topology.fact("b", "removal.floor.share") == "unknown")
    #expect(topology.fact("c", "removal.floor") == "none")
    #expect(topology.fact("d.one", "batch.supported") == "true")
    #expect(topology.fact("d.many", "batch.max") == "100")
  }

  @Test("`none` is a value where the main key has it, and absence elsewhere")
  func noneOfMaps() throws {
    let topology = try Reading(
      """
      topolint: 1
      clients: {c: {retry: none}}
      services:
        web: {scaling: none, failover: none, operations: {get: {idempotency: none, transaction: none}}}
      """
    ).topology()
    #expect(topology.fact("c", "retry") == "none")
    #expect(topology.fact("c", "retry.max_attempts") == "unknown")
    #expect(topology.fact("web", "scaling.mode") == "none")
    #expect(topology.fact("web", "scaling") == "{mode: none}")
    #expect(topology.fact("web.get", "idempotency.mechanism") == "none")
  }

  @Test("`none` is `false` for flags, a statement for everything else")
  func noneOfScalars() throws {
    let topology = try Reading(
      """
      topolint: 1
      services: {web: {singleton: none, zones: none, technology: none, rto: none, pools: none}}
      queues: {q: {dead_letter: none, max_length: unlimited, partitions: none}}
      """
    ).topology()
    #expect(topology.fact("web", "singleton") == "false")
    for path in ["zones", "technology", "rto", "pools"] { #expect(topology.fact("web", path) == "none") }
    #expect(topology.fact("q", "dead_letter") == "none")
    #expect(topology.fact("q", "max_length") == "unlimited")
    #expect(topology.fact("q", "ttl") == "unknown")
  }

  @Test("one item needs no list")
  func lists() throws {
    let topology = try Reading(
      """
      topolint: 1
      services: {web: {zones: a, recovery: db, pools: {for: db, max: 3}}}
      stores: {db: {zones: [a, b], backup: {interval: 24h}}}
      data: {order: {canonical: db}}
      """
    ).topology()
    #expect(topology.fact("web", "zones") == "[a]")
    #expect(topology.fact("db", "zones") == "[a, b]")
    #expect(topology.fact("web", "recovery.needs") == "[db]")
    #expect(topology.fact("order", "canonical") == "[db]")
    #expect(topology.count(.pool) == 1)
    #expect(topology.count(.backup) == 1)
  }
}
