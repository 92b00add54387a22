import Testing
import Topology

@Suite("Overlays")
struct OverlayTests {
  static let base = """
    topolint: 1
    system: shop
    clients: {c: {retry: {max_attempts: 3, backoff: constant}}}
    services:
      web:
        replicas: {min: 3, max: 12}
        interfaces: {api: {authn: oidc, operations: {get: {effect: read, service_time: 6ms}}}}
    stores: {db: {}}
    links:
      - {from: c, to: web.get}
      - {from: web, to: db, access: read, timeout: 1s}
      - {from: web, to: db, access: write, timeout: 2s, name: writes}
    workloads: {day: {entry: web, rate: 10/s}}
    data: {order: {personal: true}}
    """

  static func overlaid(_ overlay: String) throws -> Topology {
    try Reading(base, overlay: "topolint: 1\n" + overlay).topology()
  }

  @Test("replace values of every kind of entity")
  func values() throws {
    let topology = try Self.overlaid(
      """
      overlay: production
      services:
        web: {replicas: 9, interfaces: {api: {authn: mtls, operations: {get: {service_time: 4ms}}}}}
      links:
        - {from: web, to: db, access: read, timeout: 3s}
        - {name: writes, timeout: 4s}
      workloads: {day: {rate: 99/s}}
      data: {order: {personal: false}}
      system: {name: shop, horizon: 30d}
      """)
    #expect(topology.fact("web", "replicas.min") == "9")
    #expect(topology.fact("web", "replicas.max") == "9")
    #expect(topology.fact("web/api", "authn") == "mtls")
    #expect(topology.fact("web.get", "service_time.mean") == "4ms")
    #expect(topology.fact("web.get", "effect") == "read")
    #expect(topology.fact("web -> db", "timeout") == "3s")
    #expect(topology.fact("writes", "timeout") == "4s")
    #expect(topology.fact("day", "rate") == "99/s")
    #expect(topology.fact("order", "personal") == "false")
    #expect(topology.fact("system", "horizon") == "30d")
  }

  @Test("`none` takes a whole map away")
  func none() throws {
    let topology = try Self.overlaid("clients: {c: {retry: none}}")
    #expect(topology.fact("c", "retry") == "none")
    #expect(topology.fact("c", "retry.max_attempts") == "unknown")
  }

  @Test("a map changes only the keys it names")
  func partOfAMap() throws {
    let topology = try Self.overlaid("clients: {c: {retry: {max_attempts: 5}}}")
    #expect(topology.fact("c", "retry.max_attempts") == "5")
    #expect(topology.fact("c", "retry.backoff") == "constant")
  }

  @Test("of another system is refused, without a system it is for all")
  func otherSystem() throws {
    let refused = try Reading(Self.base, overlay: "topolint: 1\nsystem: bank\nservices: {web: {replicas: 1}}")
    #expect(
      refused.messages == ["2:9 error[dangling-reference] the overlay is for `bank`, but the topology is of `shop`"])
    let taken = try Self.overlaid("services: {web: {replicas: 1}}")
    #expect(taken.fact("web", "replicas.min") == "1")
  }
}
