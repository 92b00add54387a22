import Testing
import Topology

@testable import Rules

/// `cycles` blocks on models made by hand.
struct RingTests {
  func results(
    _ when: String = "true", message: String = "${r.id}", more: String = "", step: String = "l.authn == 'none'",
    on text: String
  ) throws -> (RuleResults, Topology) {
    let topology = try model(text)
    let rule = try rule(
      ruleText(for: "ring r", when: when, more: "cycles:\n  ring: {along: link l, step: \"\(step)\"}\n\(more)")
        .replacing("message: there is something", with: "message: |-\n  \(message)"))
    return (RuleEngine(rules: [rule]).run(on: topology), topology)
  }

  let ring = """
    services: {a: {}, b: {}, c: {}, d: {}}
    links:
      - {from: a, to: b, authn: none}
      - {from: b, to: c, authn: none}
      - {from: c, to: a, authn: none}
      - {from: c, to: d, authn: none}
    """

  @Test func aRingIsASubjectWithMembersPathAndID() throws {
    let message =
      "${r.id}: ${r.members.map(m, m.id).join(\" \")}; ${r.components.map(c, c.name).join(\" \")}; ${r.path.map(l, l.id).join(\", \")}"
    let (results, _) = try results("r.members.size() == 3 && r.path.size() == 3", message: message, on: ring)
    #expect(results.findings.map(\.message) == ["a, b, c: a b c; a b c; a -> b, b -> c, c -> a"])
    #expect(results.findings.map(\.subjectID) == ["a, b, c"])
    #expect(results.counts.pass == 0)
  }

  @Test func theIdentityIsThatOfTheSortedMembers() throws {
    let turned = """
      services: {c: {}, b: {}, a: {}}
      links:
        - {from: c, to: a, authn: none}
        - {from: b, to: c, authn: none}
        - {from: a, to: b, authn: none}
      """
    #expect(try results(on: turned).0.findings.map(\.identity) == results(on: ring).0.findings.map(\.identity))
  }

  /// LANGUAGE, Links: `A.x -> B.y` with `B.z -> A.w` is no cycle.
  @Test func componentsThatCallEachOtherInDifferentOperationsAreNoRing() throws {
    let text = """
      services: {a: {operations: {x: {}, w: {}}}, b: {operations: {y: {}, z: {}}}}
      links:
        - {from: a.x, to: b.y, authn: none}
        - {from: b.z, to: a.w, authn: none}
      """
    let (none, _) = try results(on: text)
    #expect(none.findings.isEmpty && none.open.isEmpty)
    let (whole, _) = try results(on: text.replacing("from: b.z", with: "from: b").replacing("to: a.w", with: "to: a.x"))
    #expect(whole.findings.map(\.subjectID) == ["a.x, b.y"])
  }

  @Test func aRingThatIsOnlyPossibleIsAQuestion() throws {
    let (results, topology) = try results(on: ring.replacing("to: a, authn: none", with: "to: a"))
    #expect(results.findings.isEmpty)
    #expect(results.open.count == 1)
    #expect(results.open.flatMap(\.missing).map(topology.describe) == ["c -> a.authn"])
  }

  @Test func aPossibleRingCanPass() throws {
    let text = ring.replacing("to: a, authn: none", with: "to: a")
    #expect(try results("r.members.size() > 3", on: text).0.counts.pass == 1)
    #expect(try results(more: "where: |\n  r.members.exists(m, m.id == 'd')", on: text).0.counts.notApplicable == 1)
  }

  @Test func aRingThatMayGrowIsCertainInWhatItHas() throws {
    let text = ring + "\n  - {from: d, to: b}"
    #expect(try results(on: text).0.findings.map(\.subjectID) == ["a, b, c"])
    #expect(try results("r.members.size() >= 3", on: text).0.counts.fail == 1)
    let (open, topology) = try results("r.members.size() > 3", on: text)
    #expect(open.open.flatMap(\.missing).map(topology.describe) == ["d -> b.authn"])
  }

  @Test func aPossibleRingApartFromACertainOneIsItsOwn() throws {
    let text = """
      services: {a: {}, b: {}, c: {}, d: {}}
      links:
        - {from: a, to: a, authn: none}
        - {from: c, to: d, authn: none}
        - {from: d, to: c}
      """
    let (results, topology) = try results(on: text)
    #expect(results.findings.map(\.subjectID) == ["a"])
    #expect(results.open.map { topology.id(of: $0.subject) } == ["c"])
  }

  @Test func whatTheRingRestsOnIsEvidence() throws {
    let (results, _) = try results(on: ring)
    #expect(
      results.findings[0].evidence.map(\.message) == ["a -> b.authn: none", "b -> c.authn: none", "c -> a.authn: none"])
    #expect(results.findings[0].location != nil)
  }

  @Test func byDefaultEveryLinkIsFollowed() throws {
    let topology = try model("services: {a: {}, b: {}}\nlinks: [{from: a, to: b}, {from: b, to: a}]")
    let rule = try rule(ruleText(for: "wheel r", when: "true", more: "cycles: {wheel: {along: link l}}"))
    #expect(RuleEngine(rules: [rule]).run(on: topology).findings.map(\.subjectID) == ["a, b"])
  }
}
