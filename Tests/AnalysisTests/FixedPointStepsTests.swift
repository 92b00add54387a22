@testable import Analysis
import Foundation
import Testing

@Test(arguments: [0.5, 0.9, 1.5, 3.0, 20.0])
func theFixedPointOfAFallingFunctionIsFoundInFewSteps(slope: Double) {
  var steps = FixedPointSteps()
  func value(_ x: Double) -> Double { 10 * exp(-slope * x) }
  var (point, count) = (0.0, 0)
  while abs(value(point) - point) > 1e-9 * point, count < 25 {
    point = steps.next(after: point, value(point))
    count += 1
  }
  #expect(abs(value(point) - point) < 1e-8)
  #expect(count < 22, "\(count)")
}

@Test func aStepNeverLeavesWhatIsPossible() {
  var steps = FixedPointSteps()
  // A jump, as where the last server is taken: no secant leads there.
  func value(_ x: Double) -> Double { x < 2 ? 5 : 1 }
  var point = 0.0
  for _ in 0..<60 {
    let next = steps.next(after: point, value(point))
    #expect(next >= min(point, value(point)) && next <= max(point, value(point)))
    point = next
  }
  #expect(abs(point - 2) < 2)
}
