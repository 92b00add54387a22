import Analysis
import Diagnostics
import Frontends
import Topology
import YAMLTree

/// The seconds that demand, utilization and waiting in line (M/M/c) of every component take, the model read.
struct CapacityCost {
  let components: Int
  /// The traffic equations of all workloads.
  let demand: Double
  let utilization: Double
  /// Mean wait and mean response time.
  let waiting: Double

  init(_ bytes: [UInt8]) {
    var sources = Sources()
    let file = SourceFile(path: "generated.yaml", bytes: bytes)
    let stream = YAMLReader.read(file, id: sources.add(file))
    let read = TopologyReader(technologies: TechnologyTable()).read([InputFile(stream: stream, isNamed: true)])
    precondition(!read.hasErrors, "the generated topology is valid")
    let analyses = read.topologies.map { CapacityAnalysis(of: $0) }
    let clock = ContinuousClock()
    func timed(_ body: (CapacityAnalysis, Int) -> Estimate) -> Double {
      let start = clock.now
      var known = 0
      for analysis in analyses {
        for party in analysis.topology.rows(of: .party) where body(analysis, party).value != nil { known += 1 }
      }
      precondition(known > 0, "figures of the generated topology are known")
      return (clock.now - start).seconds
    }
    components = analyses.reduce(0) { $0 + $1.topology.count(.party) }
    demand = timed { $0.arrivalRate(ofParty: $1) }
    utilization = timed { $0.utilization(ofParty: $1) }
    waiting = timed {
      _ = $0.waitTime(ofParty: $1)
      return $0.responseTime(ofParty: $1).mean
    }
  }

  var seconds: Double { demand + utilization + waiting }
}
