import Pseudorandom
import Testing

@testable import Expressions

struct UnknownTests {
  @Test("a union has the first facts of both", arguments: 1...200 as ClosedRange<UInt64>)
  func union(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (a, b) = (some(&random), some(&random))
    let both = Unknown(facts: a.facts + b.facts)
    #expect(a.union(b).facts == both.facts)
    #expect(b.union(a).facts == both.facts)
  }

  @Test("what adds nothing leaves the other as it is", arguments: 1...40 as ClosedRange<UInt64>)
  func unionWithPart(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let all = some(&random)
    let part = Unknown(facts: all.facts.filter { _ in Bool.random(using: &random) } + all.facts.prefix(1))
    #expect(all.union(part).isSame(as: all))
    #expect(part.union(all).facts == all.facts)
  }

  /// As many facts as are kept, or fewer, of few or of many that there are.
  private func some(_ random: inout SeededRandom) -> Unknown {
    let most = UInt64.random(in: 1...90, using: &random)
    return Unknown(
      facts: (0..<Int.random(in: 1...50, using: &random)).map { _ in UInt64.random(in: 1...most, using: &random) })
  }
}
