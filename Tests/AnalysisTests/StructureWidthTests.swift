import Pseudorandom
@testable import Analysis
import GraphAlgorithms
import Testing
import Topology

/// Services that call some later ones, for some requests or now and then for all.
private func randomCalls(seed: UInt64, services: Int, calls: Double, certain: Double) -> Shop {
  var random = SeededRandom(seed: seed)
  var shop = Shop()
  for index in 0..<services {
    shop.service("s\(index)", ["availability": .number(Double.random(in: 0.9...0.99, using: &random), .stated)])
  }
  for index in 0..<services - 1 {
    for target in index + 1..<services where Double.random(in: 0..<1, using: &random) < calls {
      let isCertain = Double.random(in: 0..<1, using: &random) < certain
      let visits = isCertain ? 1 : Double.random(in: 0.1...0.9, using: &random)
      shop.link("s\(index)", "s\(target)", ["required": true, "visits": .number(visits, .stated)])
    }
  }
  shop.workload("w", entry: "s0", ["rate": 1, "peak": 1])
  return shop
}

private func builder(_ shop: Shop) -> StructureBuilder {
  let state = CapacityAnalysis(of: shop.builder.finish()).state.availability
  let entry = state.graph.nodes.party(0)
  return StructureBuilder(
    state.graph.walk(from: entry, StructureReading(.worst, false)), state.graph, state.failures)
}

@Test(arguments: UInt64(0)..<60) func aDiagramHasTheNodesThatItsWidthNeeds(seed: UInt64) throws {
  let builder = builder(randomCalls(seed: seed, services: 4 + Int(seed % 9), calls: 0.3, certain: 0.1))
  var algebra = DiagramAlgebra(diagram: .init(limit: .max))
  _ = try builder.function(&algebra)
  #expect(algebra.diagram.count >= StructureWidth(builder.walk, builder.graph).leastNodes)
}

/// A request asks some of many services, each of which asks some of many others.
private func layers(_ first: Int, _ second: Int) -> Shop {
  var shop = Shop()
  shop.service("s", ["availability": 0.99])
  for index in 0..<second { shop.service("b\(index)", ["availability": 0.9]) }
  for index in 0..<first {
    shop.service("a\(index)", ["availability": 0.9])
    shop.link("s", "a\(index)", ["required": true, "visits": 0.5])
    for other in 0..<second { shop.link("a\(index)", "b\(other)", ["required": true, "visits": 0.3]) }
  }
  shop.workload("w", entry: "s", ["rate": 1, "peak": 1])
  return shop
}

@Test func everyServiceThatOthersShareIsRemembered() throws {
  let few = builder(layers(4, 6))
  var algebra = DiagramAlgebra(diagram: .init(limit: .max))
  _ = try few.function(&algebra)
  #expect(StructureWidth(few.walk, few.graph).components == 6)
  #expect(algebra.diagram.count >= 64)
  #expect(builder(layers(4, 60)).walk.isTooLarge)
}

@Test func callsToServicesOfTheirOwnNeedNothingRemembered() {
  var shop = Shop()
  shop.service("s", ["availability": 0.99])
  var expected = 0.99
  for index in 0..<60 {
    shop.service("a\(index)", ["availability": 0.9])
    shop.link("s", "a\(index)", ["required": true, "visits": 0.5])
    var below = 0.9
    for other in 0..<3 {
      shop.service("a\(index)b\(other)", ["availability": 0.8])
      shop.link("a\(index)", "a\(index)b\(other)", ["required": true, "visits": 0.1])
      below *= 1 - 0.1 * 0.2
    }
    expected *= 1 - 0.5 * (1 - below)
  }
  shop.workload("w", entry: "s", ["rate": 1, "peak": 1])
  let figure = CapacityAnalysis(of: shop.builder.finish()).availability(ofWorkload: 0)
  #expect(figure.formula != .structureBounds)
  #expect(abs((figure.point ?? .nan) - expected) < 1e-12)
}
