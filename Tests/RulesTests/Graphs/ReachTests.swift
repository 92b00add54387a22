import Testing
import Topology

@testable import Rules

/// `reach` blocks on models made by hand.
struct ReachTests {
  static let block =
    #"exposed: {from: component c, seeds: c.exposure == "public", along: link l, step: "l.authn == 'none'"}"#

  func results(
    _ when: String, for subject: String = "component c", block: String = block, message: String = "there it is",
    on text: String
  )
    throws -> (RuleResults, Topology)
  {
    let topology = try model(text)
    let rule = try rule(
      ruleText(for: subject, when: when, more: "reach:\n  \(block)")
        .replacing("message: there is something", with: "message: |-\n  \(message)"))
    return (RuleEngine(rules: [rule]).run(on: topology), topology)
  }

  let chain = """
    services:
      gate: {exposure: public}
      inner: {exposure: internal}
      far: {exposure: internal}
    links:
      - {from: gate, to: inner, authn: none, access: read-write}
      - {from: inner, to: far, authn: none}
    """

  @Test func whatAStepLeadsToIsReached() throws {
    let (results, _) = try results("exposed.reaches(c)", on: chain)
    #expect(results.findings.map(\.subjectID) == ["gate", "inner", "far"])
  }

  @Test func aStepThatIsNotTrueEndsTheWay() throws {
    let (results, _) = try results(
      "exposed.reaches(c)", on: chain.replacing("far, authn: none", with: "far, authn: mtls"))
    #expect(results.findings.map(\.subjectID) == ["gate", "inner"])
    #expect(results.counts.pass == 1)
  }

  @Test func theWitnessNamesTheLinksTheStartAndTheirNumber() throws {
    let message = #"${exposed.source(c).name} by ${exposed.path(c).map(l, l.id).join(", ")} in ${exposed.hops(c)}"#
    let (results, _) = try results("exposed.hops(c) > 1", message: message, on: chain)
    #expect(results.findings.map(\.message) == ["gate by gate -> inner, inner -> far in 2"])
    #expect(results.findings[0].evidence.map(\.message).contains { $0.contains("authn: none") })
    #expect(results.findings[0].evidence.map(\.message).contains { $0.contains("gate.exposure: public") })
  }

  @Test func aShorterWayIsPreferred() throws {
    let text = chain + "\n  - {from: gate, to: far, authn: none}"
    let (results, _) = try results(
      "exposed.path(c).size() == 1", message: #"${exposed.path(c).map(l, l.id).join(", ")}"#, on: text)
    #expect(results.findings.map(\.message) == ["gate -> inner", "gate -> far"])
  }

  @Test func anOpenStepIsAPerhaps() throws {
    let (results, topology) = try results("exposed.reaches(c)", on: chain.replacing("far, authn: none", with: "far"))
    #expect(results.findings.map(\.subjectID) == ["gate", "inner"])
    #expect(results.open.map { topology.id(of: $0.subject) } == ["far"])
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["inner -> far.authn"])
  }

  @Test func anOpenStartIsAPerhaps() throws {
    let text = chain.replacing("gate: {exposure: public}", with: "gate: {}")
    let (results, topology) = try results("exposed.reaches(c)", on: text)
    #expect(results.findings.isEmpty)
    #expect(
      results.open.map { $0.missing.map(topology.describe) } == [
        ["gate.exposure"], ["gate.exposure"], ["gate.exposure"],
      ])
  }

  @Test func aPossibleShortcutLeavesTheWayOpenAndBoundsTheHops() throws {
    let text = chain + "\n  - {from: gate, to: far}"
    let far = "component c"
    #expect(try results("exposed.hops(c) >= 1 && c.id == 'far'", for: far, on: text).0.counts.fail == 1)
    let (open, topology) = try results("exposed.hops(c) >= 2 && c.id == 'far'", for: far, on: text)
    #expect(open.open.flatMap(\.missing).map(topology.describe) == ["gate -> far.authn"])
    #expect(try results("exposed.path(c).size() == 2 && c.id == 'far'", for: far, on: text).0.counts.unknown == 1)
  }

  @Test func backwardGoesAgainstTheLinks() throws {
    let block = "dependents: {from: component c, seeds: c.id == 'far', along: link l, direction: backward}"
    let (results, _) = try results("dependents.hops(c) == 2", block: block, on: chain)
    #expect(results.findings.map(\.subjectID) == ["gate"])
  }

  @Test func intoBoundsWhatIsEntered() throws {
    let block =
      "inside: {from: component c, seeds: c.id == 'gate', along: link l, into: component d, where: d.id != 'inner'}"
    let (results, _) = try results("inside.reaches(c)", block: block, on: chain)
    #expect(results.findings.map(\.subjectID) == ["gate"])
  }

  @Test func aWayGoesThroughOneOperationAndNotThroughItsNeighbour() throws {
    let text = """
      services:
        gate: {exposure: public, operations: {g: {}}}
        mid: {exposure: internal, operations: {in: {}, other: {}}}
        end: {exposure: internal, operations: {e: {}}}
      links:
        - {from: gate.g, to: mid.in, authn: none}
        - {from: mid.other, to: end.e, authn: none}
      """
    let (results, _) = try results("exposed.reaches(c)", on: text)
    #expect(results.findings.map(\.subjectID) == ["gate", "mid"])
    let (operations, _) = try self.results("exposed.reaches(o)", for: "operation o", on: text)
    #expect(operations.findings.map(\.subjectID) == ["gate.g", "mid.in"])
    let whole = text.replacing("from: mid.other", with: "from: mid")
    #expect(try self.results("exposed.reaches(c)", on: whole).0.counts.fail == 3)
  }

  @Test func aServiceNamedWithoutAnOperationMayMeanAnyOfThem() throws {
    let text = """
      services:
        gate: {exposure: public}
        mid: {exposure: internal, operations: {in: {}}}
        end: {exposure: internal}
      links:
        - {from: gate, to: mid, authn: none}
        - {from: mid.in, to: end, authn: none}
      """
    let (results, topology) = try results("exposed.reaches(c)", on: text)
    #expect(results.findings.map(\.subjectID) == ["gate", "mid"])
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["gate -> mid.to"])
  }

  @Test func whoDoesNotDrawAllLinksMayReachAnything() throws {
    let text = chain.replacing("inner: {", with: "inner: {links_complete: false, ").replacing(
      "inner, to: far, authn: none", with: "inner, to: far, authn: jwt")
    let (results, topology) = try results("exposed.reaches(c)", on: text)
    #expect(results.counts.fail == 2)
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["inner.links_complete"])
  }

  @Test func parametersCanBeUsed() throws {
    let topology = try model(chain)
    let rule = try rule(
      ruleText(
        for: "component c", when: "near.reaches(c) && near.hops(c) <= most",
        more: """
          params: {start: {type: text, default: gate}, most: {default: 1}}
          reach:
            near: {from: component c, seeds: c.id == start, along: link l}
          """))
    #expect(RuleEngine(rules: [rule]).run(on: topology).findings.map(\.subjectID) == ["gate", "inner"])
  }

  @Test func aFindingOnAWeakStepIsToldAsAssumed() throws {
    let text = chain.replacing("far, authn: none", with: "far, authn: {value: none, basis: assumed, reason: it is old}")
    let (results, topology) = try results("exposed.reaches(c) && c.id == 'far'", on: text)
    #expect(results.findings.map { $0.assumed.map(topology.describe) } == [["inner -> far.authn"]])
  }
}
