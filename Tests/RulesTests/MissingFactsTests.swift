import Testing
import Topology

@testable import Rules

struct MissingFactsTests {
  @Test func namesEachFactOnceInTheOrderOfTheClauses() {
    #expect(facts([[5, 9], [1, 5, 9, 12]]) == [5, 9, 1, 12])
    #expect(facts([[], [3]]) == [3])
    #expect(facts([]).isEmpty)
  }

  @Test func namesTheFirstEight() {
    #expect(facts([Array(1...20)]) == Array(1...8))
    #expect(facts([[20, 30], [1, 2, 3, 4, 5, 20, 30, 31]]) == [20, 30, 1, 2, 3, 4, 5, 31])
    #expect(facts([Array(1...8), [9]]) == Array(1...8))
  }

  private func facts(_ clauses: [[UInt64]]) -> [UInt64] {
    var missing = MissingFacts()
    for clause in clauses { clause.withUnsafeBufferPointer { missing.add($0) } }
    return missing.map(\.rawValue)
  }
}
