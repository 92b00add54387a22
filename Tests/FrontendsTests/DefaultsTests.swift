import Diagnostics
import Frontends
import Testing
import Topology

@Suite("Defaults and technologies")
struct DefaultsTests {
  static let text = """
    topolint: 1
    system:
      name: shop
      defaults:
        component: {replicas: 2, owner: platform}
        service: {replicas: 3}
        link: {timeout: 1s, retry: {max_attempts: 2}}
    services:
      web: {}
      one: {replicas: 1}
    stores:
      db: {technology: PostgreSQL}
      other: {technology: postgres, durability: memory}
      unheard: {technology: abacus}
    links:
      - {from: web, to: one}
      - {from: web, to: db, timeout: none, retry: none}
      - {from: one, to: db, retry: {backoff: exponential}}
    """

  static let technologies = """
    technologies:
      postgres:
        kind: store
        aliases: [postgresql]
        facts: {durability: disk, replicas: 9, replication: {topology: single-leader}}
        source: the manual
    """

  @Test(
    "fill what is not stated, the narrower kind first",
    arguments: [
      ("web", "replicas.min", "3 (default)"), ("one", "replicas.max", "1"), ("db", "replicas.min", "2 (default)"),
      ("web", "owner", "platform (default)"), ("web -> one", "timeout", "1s (default)"),
      ("web -> db", "timeout", "none"), ("web -> db", "retry", "none"), ("web -> db", "retry.max_attempts", "unknown"),
      ("one -> db", "retry.max_attempts", "2 (default)"), ("one -> db", "retry.backoff", "exponential"),
    ])
  func defaults(_ entity: String, _ path: String, _ expected: String) throws {
    #expect(try Reading(Self.text).topology().fact(entity, path) == expected)
  }

  @Test(
    "a technology is known by its aliases in any case, and gives way to what is stated",
    arguments: [
      ("db", "durability", "disk (assumed)"), ("db", "replication.topology", "single-leader (assumed)"),
      ("db", "replicas.min", "2 (default)"), ("other", "durability", "memory"), ("unheard", "durability", "unknown"),
    ])
  func technology(_ entity: String, _ path: String, _ expected: String) throws {
    let topology = try Reading(Self.text, technologies: Self.technologies).topology()
    #expect(topology.fact(entity, path) == expected)
  }

  @Test("an assumed fact stands where the technology is named, with its source")
  func technologyPlace() throws {
    let topology = try Reading(Self.text, technologies: Self.technologies).topology()
    let column = try #require(Schema.table(.party).column("durability"))
    let fact = FactID(column, row: try #require(topology.party(named: "db")))
    #expect(topology.remark(on: fact)?.reason == "postgres: the manual")
    #expect(topology.place(of: fact)?.value == topology.place(of: FactID(Facts.Party.technology, row: fact.row))?.value)
  }

  @Test("what a default or a technology says contradicts nobody")
  func noContradiction() throws {
    let text = """
      topolint: 1
      system: {name: shop, defaults: {link: {deadline: 1s}}}
      services: {web: {}}
      stores: {db: {technology: postgres, replication: {n: 3}}}
      links: [{from: web, to: db, timeout: 5s}]
      """
    #expect(try Reading(text, technologies: Self.technologies).messages == [])
  }

  @Test("the technology table has no mistakes")
  func shippedTechnologies() throws {
    #expect(MalformedTests.technologies.problems().map(\.message) == [])
  }
}
