import Testing
import Topology

@Suite("References and identities")
struct ReferenceTests {
  static let text = """
    topolint: 1
    clients: {c: {}}
    services:
      web:
        interfaces:
          v1: {operations: {get: {effect: read}, put: {effect: update}}}
          v2: {operations: {get: {effect: read}}}
      jobs: {operations: {run: {kind: job}}}
    stores: {db: {}}
    links:
      - {from: c, to: web/v1.get}
      - {from: c, to: web/v2.get}
      - {from: web.put, to: db, access: write}
      - {from: web.put, to: db, access: read}
      - {from: web, to: db, name: all}
      - {from: web, to: db}
      - {from: jobs.run, to: web.put}
    """

  @Test("a link is named by its ends, by its access where that is needed, or by its name")
  func linkIDs() throws {
    let topology = try Reading(Self.text).topology()
    let ids = topology.rows(of: .link).map { topology.id(of: EntityID(.link, $0)) }
    #expect(
      ids == [
        "c -> web/v1.get", "c -> web/v2.get", "web.put -> db [write]", "web.put -> db [read]", "all", "web -> db",
        "jobs.run -> web.put",
      ])
  }

  @Test("every id leads back to its entity")
  func roundTrip() throws {
    let topology = try Reading(Self.text).topology()
    for table in [TableID.party, .interface, .operation, .link] {
      for row in topology.rows(of: table) {
        let entity = EntityID(table, row)
        #expect(topology.entity(withID: topology.id(of: entity)) == entity, "\(topology.id(of: entity))")
      }
    }
  }

  @Test("an operation needs its interface only where its name does not tell")
  func operationIDs() throws {
    let topology = try Reading(Self.text).topology()
    let ids = topology.rows(of: .operation).map { topology.id(of: EntityID(.operation, $0)) }
    #expect(ids == ["web/v1.get", "web.put", "web/v2.get", "jobs.run"])
  }

  @Test("the ends of links are indexed by component and by operation")
  func adjacency() throws {
    let topology = try Reading(Self.text).topology()
    let web = try #require(topology.party(named: "web"))
    let db = try #require(topology.party(named: "db"))
    #expect(Array(topology.outgoing(ofParty: web)) == [2, 3, 4, 5])
    #expect(Array(topology.incoming(ofParty: db)) == [2, 3, 4, 5])
    #expect(topology.componentLevelOutgoing(ofParty: web) == [4, 5])
    let put = try #require(topology.entity(withID: "web.put"))
    #expect(topology.outgoing(ofOperation: put.row) == [2, 3, 4, 5])
    #expect(Array(topology.incoming(ofOperation: put.row)) == [6])
  }
}

@Suite("Keys of one's own")
struct OwnKeyTests {
  @Test("are kept with every entity, in the order of entity and name")
  func kept() throws {
    let topology = try Reading(
      """
      topolint: 1
      x_anchors: &a {replicas: 2}
      services:
        web: {<<: *a, x_team: blue, x_budget: 3}
        shop: {x_team: red, operations: {get: {x_seen: true}}}
      links: [{from: web, to: shop, x_port: 443}]
      """
    ).topology()
    let facts = topology.customFacts.map { "\(topology.id(of: $0.entity)).\($0.name)=\($0.text)" }
    #expect(
      facts == [
        "web.x_budget=3", "web.x_team=blue", "shop.x_team=red", "shop.get.x_seen=true", "web -> shop.x_port=443",
      ])
    #expect(topology.fact("web", "replicas.min") == "2")
  }
}
