import Analysis
import Topology

/// Sentences about workloads.
struct WorkloadWords {
  let analysis: CapacityAnalysis

  /// `order-events grows by 700/s at peak; for good, shipping follows 200/s of checkout`.
  func backlog(_ backlog: Backlog, _ workload: WorkloadFigures) -> String {
    let name = Words.code(analysis.topology.name(EntityID(.party, backlog.party)))
    let queue =
      backlog.queue.map { Words.code(analysis.topology.name(EntityID(.party, $0))) } ?? "the line before \(name)"
    let growth = Figures.estimate(backlog.growth, Figures.rate)
    let rate = Figures.interval(backlog.sustainedRate, Figures.rate)
    return "\(queue) grows by \(growth) at peak; for good, \(name) can follow \(rate) of \(Words.code(workload.name))"
  }

  /// `mean 24ms, p50 …, p95 …, p99 …`.
  func latency(_ time: ResponseTime) -> String {
    let parts = [("mean", time.mean), ("p50", time.p50), ("p95", time.p95), ("p99", time.p99)]
    guard parts.contains(where: { $0.1.value != nil }) else { return "not known" }
    return parts.map { "\($0) \(Figures.estimate($1, Figures.duration))" }.joined(separator: ", ")
  }

  /// A loop of calls without end.
  func loop(_ loop: DemandLoop) -> String {
    let ids = loop.entities.map { Words.code(analysis.topology.id(of: $0)) }
    let circle = (ids + ids.prefix(1)).joined(separator: " -> ")
    if loop.gain < 1 {
      return
        "\(circle) and other loops with it: together every request brings at least one more, so that demand has no end"
    }
    let requests = loop.gain == 1 ? "1 request" : "\(Figures.number(loop.gain)) requests"
    return "\(circle): every round brings \(requests) for each, so that demand has no end"
  }
}
