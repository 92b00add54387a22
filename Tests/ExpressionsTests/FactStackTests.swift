import Pseudorandom
import Testing

@testable import Expressions

/// The facts that conditions lack, put down one by one or several at once.
struct FactStackTests {
  @Test("the first facts are those of all entries together", arguments: 1...40 as ClosedRange<UInt64>)
  func firstFacts(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var stack = FactStack()
    var kept: [Unknown] = []
    var all: [[UInt64]] = []
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let facts = (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt64.random(in: 1...60, using: &random) }
      let unknown =
        Bool.random(using: &random) ? kept.randomElement(using: &random) ?? Unknown(kept: facts) : Unknown(kept: facts)
      kept.append(unknown)
      stack.append(unknown)
      all.append(unknown.facts)
    }
    for mark in 0..<stack.count {
      let expected = Unknown(facts: all[mark...].flatMap(\.self)).facts
      for limit in [1, 8, Unknown.limit] {
        #expect(Array(stack.first(limit, from: mark, to: stack.count)) == Array(expected.prefix(limit)))
      }
      #expect(stack.unknown(from: mark).facts == expected)
    }
  }

  @Test func whatIsPutDownAgainIsOneDoubt() {
    let unknown = Unknown(kept: [3, 1, 2])
    var stack = FactStack()
    for _ in 0..<100 { stack.append(unknown) }
    #expect(stack.only(from: 0)?.isSame(as: unknown) == true)
    stack.tidy(since: 0, fresh: 1)
    #expect(stack.count == 1)
    stack.append(4)
    #expect(stack.only(from: 0) == nil)
    #expect(stack.facts == [1, 2, 3, 4])
    stack.drop(to: 0)
    #expect(stack.only(from: 0) == nil)
  }
}
