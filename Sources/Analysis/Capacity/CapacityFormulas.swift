/// What is carried at most.
extension Formula {
  static let largestRate = Formula(
    "the least, over servers, threads, pools, connections, links and rate limits on the way, of (what there is − what the other"
      + " workloads take) / what one request takes",
    source:
      "bottleneck law (Denning and Buzen 1978); threads and connections as closed networks (Rolia and Sevcik 1995)")
  static let largestFactor = Formula(
    "the least, over servers, threads, pools, connections, links and rate limits, of what there is / what the peak takes",
    source:
      "bottleneck law (Denning and Buzen 1978); threads and connections as closed networks (Rolia and Sevcik 1995)")
  static let backlogGrowth = Formula(
    "arrival rate at peak − what the consumers can take",
    source: "fluid approximation")
  static let rateWithinObjectives = Formula(
    "the largest rate that is carried and at which every latency objective holds",
    source: "bisection; response times never fall with the load")
  static let headroom = Formula("largest rate − peak", source: "definition")
  static let headroomShare = Formula("largest rate / peak − 1", source: "definition")
  static let replicasForLatency = Formula(
    "the fewest replicas with which every latency objective holds at peak",
    source: "bisection; response times never rise with the replicas")
  static let retryFixedPoint = Formula(
    "least fixed point of load → response times → late or refused attempts → repeated attempts → load",
    source: "mean field; Bronson et al. 2021")
  static let healthyRate = Formula(
    "the largest rate at which the fixed point of retries leaves every component below full use",
    source: "bisection on the fixed point; Bronson et al. 2021")
  static let vulnerability = Formula(
    "the largest utilization on the way at peak with every attempt failing",
    source: "Bronson et al. 2021, work amplification")
  static let safeRate = Formula(
    "the least, over the components visited, of (servers − work of the others) / work of one request, every attempt failing",
    source: "Bronson et al. 2021, work amplification")
  static let leastTrigger = Formula(
    "the least of timeout − service time over links that retry", source: "Huang et al. 2022")
  static let leastHitRate = Formula(
    "1 − (capacity − other work) / reads", source: "Bronson et al. 2021, capacity that depends on a cache")
}
