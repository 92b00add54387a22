import Diagnostics
import Testing

@testable import Rules

/// What is said of malformed blocks: one message, at the place, with the remedy.
struct GraphBlockErrorTests {
  struct Mistake: CustomTestStringConvertible {
    let block: String
    let message: String
    var when = "true"
    var subject = "component c"
    var testDescription: String { message }
  }

  static let mistakes = [
    Mistake(block: "reach: {x: {from: component c, along: link l}}", message: "`x` needs `seeds`"),
    Mistake(block: "reach: {x: {seeds: 'true', along: link l}}", message: "`x` needs `from`"),
    Mistake(block: "reach: {x: {from: component c, seeds: 'true'}}", message: "`x` needs `along`"),
    Mistake(block: "reach: {x: 5}", message: "`x` is a map"),
    Mistake(
      block: "reach: {x: {from: componet c, seeds: 'true', along: link l}}",
      message: "`componet` is not a type that is possible here; did you mean `component`?"),
    Mistake(block: "reach: {x: {from: component, seeds: 'true', along: link l}}", message: "this is a type and a name"),
    Mistake(
      block: "reach: {x: {from: component c, seeds: 'true', along: link l, direction: back}}",
      message: "`back` is not a direction"),
    Mistake(
      block: "reach: {x: {from: component c, seeds: 'true', along: link l, stp: 'true'}}",
      message: "unknown key `stp`; did you mean `step`?"),
    Mistake(
      block: "reach: {x: {from: component c, seeds: 'true', along: link l, where: 'true'}}",
      message: "`where` of `x` speaks of what a step leads into, and there is no `into`"),
    Mistake(
      block: "reach: {x: {from: component c, seeds: d.id == 'a', along: link l}}", message: "`d` is not known"),
    Mistake(
      block: "reach: {x: {from: component c, seeds: 'true', along: link l, step: l.visits}}",
      message: "expected a condition, found a number"),
    Mistake(
      block: "reach: {c: {from: component d, seeds: 'true', along: link l}}",
      message: "`c` names something else already"),
    Mistake(
      block: "reach: {x: {from: component d, seeds: 'true', along: link l}}", message: "there is no function `reach`",
      when: "x.reach(c)"),
    Mistake(
      block: "cycles: {ring: {along: link l}}", message: "nothing is for `ring`, so its rings are never asked for"),
    Mistake(
      block: "cycles: {ring: {along: link l, step: 'l.mode == \"synk\"'}}",
      message: "`synk` is not a value of `mode`; did you mean `sync`?", subject: "ring r"),
    Mistake(block: "cycles: {ring: {step: 'true'}}", message: "`ring` needs `along`", subject: "ring r"),
    Mistake(
      block: "cycles: {circle: {along: link l}}", message: "`circel` is not a type; did you mean `circle`?",
      subject: "circel r"),
    Mistake(
      block: "cycles: {ring: {along: link l}}", message: "ring has no field `memers`; did you mean `members`?",
      when: "r.memers != null", subject: "ring r"),
  ]

  @Test(arguments: mistakes)
  func itIsTold(_ mistake: Mistake) {
    let found = problems(ruleText(for: mistake.subject, when: mistake.when, more: mistake.block))
    #expect(found.map(\.message).contains { $0.hasPrefix(mistake.message) }, "\(found.map(\.message))")
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.allSatisfy { $0.primary != nil })
  }
}
