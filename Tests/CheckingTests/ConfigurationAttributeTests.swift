import Diagnostics
import Frontends
import Rules
import Testing
import Topology

@testable import Checking

/// `x_` attributes: declared with a type, checked in topologies, read by rules.
struct ConfigurationAttributeTests {
  static let configuration = """
    attributes:
      service: {x_pager: text, x_team_size: {type: number, doc: Heads.}, x_frozen: flag}
      party: {x_cost: {type: rate}}
      link: {x_budget: {type: duration}}
    """

  /// The verdicts of `when` on a type: failing ids, then open ids with what is missing.
  private func verdicts(_ type: String, _ when: String, on topology: String) -> [String] {
    var check = ConfiguredCheck(Self.configuration)
    let result = check.check("topolint: 1\n" + topology, rules: [serviceRule("mine", type: type, when: when)])
    let systems = result.systems.flatMap { report in
      report.findings.map { "fail \($0.subjectID)" }
        + report.open.map { verdict in
          let facts = verdict.missing.map { report.topology.describe(report.topology.shortestUnstated($0)) }
          return "open \(report.topology.id(of: verdict.subject)): \(facts.joined(separator: ", "))"
        }
    }
    return systems + result.faults.map { "fault \($0.message)" }
  }

  static let shop = """
    clients: {shoppers: {x_cost: 1/s}}
    services:
      web: {x_pager: "+44", x_team_size: 7, x_frozen: true, x_cost: 5/s, operations: {show: {}}}
      users: {x_pager: none, x_frozen: none, operations: {get: {}}}
      mail: {x_untyped: 1}
    links: [{from: web.show, to: users.get, x_budget: 800ms}]
    """

  @Test(arguments: [
    ("service", "s.x_pager == '+44'", ["fail web", "open mail: mail.x_pager"]),
    ("service", "s.x_pager == null", ["fail users", "open mail: mail.x_pager"]),
    ("service", "s.x_team_size > 5", ["fail web", "open users: users.x_team_size", "open mail: mail.x_team_size"]),
    ("service", "s.x_frozen", ["fail web", "open mail: mail.x_frozen"]),
    ("service", "has(s.x_pager)", ["fail web", "fail users"]),
    ("service", "stated(s.x_pager) == false", ["fail mail"]),
    ("link", "s.x_budget < quantity('1s')", ["fail web.show -> users.get"]),
    ("client", "s.x_cost == quantity('1/s')", ["fail shoppers"]),
    ("party", "stated(s.x_cost) && s.x_cost > quantity('2/s')", ["fail web"]),
    ("component", "stated(s.x_cost)", ["fail web"]),
    ("link", "stated(s.source.x_cost)", ["fail web.show -> users.get"]),
  ])
  func rulesReadThem(type: String, when: String, expected: [String]) {
    #expect(verdicts(type, when, on: Self.shop) == expected)
  }

  @Test(arguments: [
    ("components.filter(c, c.kind == 'service' && stated(c.x_cost)).map(c, c.id)", "web"),
    ("links.filter(l, l.x_budget < quantity('1s')).map(l, l.id)", "web.show -> users.get"),
  ])
  func expressionsOutsideRulesReadThem(text: String, expected: String) throws {
    var check = ConfiguredCheck(Self.configuration)
    var topology = try #require(check.read("topolint: 1\n" + Self.shop).topologies.first)
    topology.customAttributes = check.configuration.attributes
    let query = try ModelQuery(text, attributes: check.configuration.attributes)
    #expect(query.answer(on: topology) == expected)
    #expect(throws: (any Error).self) { try ModelQuery(text) }
  }

  @Test func theMissingFactIsAskedFor() {
    var check = ConfiguredCheck(Self.configuration)
    let result = check.check("topolint: 1\n" + Self.shop, rules: [serviceRule("mine", when: "s.x_team_size > 5")])
    #expect(result.systems.first?.questions.map(\.name) == ["users.x_team_size", "mail.x_team_size"])
  }

  @Test(arguments: ["s.x_untyped == 1", "s.x_budget < quantity('1s')", "s.x_pager > 3"])
  func whatIsNotDeclaredIsNotReadable(when: String) {
    let attributes = ConfiguredCheck(Self.configuration).configuration.attributes
    var sources = Sources()
    let library = RuleLibrary([serviceRule("mine", when: when)], attributes: attributes, sources: &sources)
    #expect(library.hasErrors)
  }

  @Test func wrongValuesHavePlaces() {
    var check = ConfiguredCheck(Self.configuration)
    let topology = "topolint: 1\nservices: {web: {x_team_size: many, x_frozen: 'yes', x_pager: 5, x_untyped: y}}\n"
    let problems = check.read(topology).topologies.flatMap(AttributeValues.problems)
    #expect(
      check.shown(problems) == [
        "wrong-value: `yes` is not a flag, which the configuration wants for `x_frozen` of a service @ 'yes'",
        "wrong-value: `many` is not a number, which the configuration wants for `x_team_size` of a service @ many",
      ])
  }

  @Test(arguments: [
    ("{servce: {x_a: text}}", "wrong-value: `servce` is not one of the values; did you mean `service`? @ servce"),
    ("{service: {pager: text}}", "invalid-name: `pager` cannot be an attribute of your own @ pager"),
    ("{service: {x_a-b: text}}", "invalid-name: `x_a-b` cannot be an attribute of your own @ x_a-b"),
    ("{service: {x_a: txt}}", "wrong-value: `txt` is not one of the values; did you mean `text`? @ txt"),
    ("{service: {x_a: {doc: A.}}}", "missing-key: the attribute `x_a` needs a `type` @ x_a"),
    ("{service: {x_a: {type: text, dox: A.}}}", "unknown-key: unknown key `dox`; did you mean `doc`? @ dox"),
    ("{component: {x_a: text}, store: {x_a: flag}}", "duplicate-name: a component has `x_a` already @ x_a"),
    ("{service: [x_a]}", "wrong-type: the attributes of a type are a map @ [x_a]"),
    ("[x_a]", "wrong-type: `attributes` is a map from types to their attributes @ [x_a]"),
  ])
  func mistakesHavePlaces(attributes: String, problem: String) {
    let check = ConfiguredCheck("attributes: \(attributes)")
    #expect(check.shown(check.problems) == [problem])
  }

  @Test func kindsThatAreApartMayShareAName() {
    let check = ConfiguredCheck("attributes: {service: {x_a: text}, store: {x_a: flag}, link: {x_a: rate}}")
    #expect(check.problems.isEmpty)
    #expect(
      check.configuration.attributes.map { "\($0.owner).\($0.name): \($0.type)" }
        == ["service.x_a: text", "store.x_a: flag", "link.x_a: rate"])
  }
}
