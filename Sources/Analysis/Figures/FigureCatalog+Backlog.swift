import Topology

/// What waits while more comes than is served.
extension FigureCatalog {
  static let backlogs: [Figure] =
    [
      Figure("burst_utilization", .party, .fraction, "utilization at the height of the bursts, before scaling reacts") {
        $0.burstUtilization(ofParty: $1)
      },
      Figure("steady_surplus", .party, .rate, "growth of the backlog over time at the ordinary rate") {
        $0.surplus(ofParty: $1)
      },
      Figure("peak_surplus", .party, .rate, "growth of the backlog over time while the peak lasts") {
        $0.surplus(ofParty: $1, at: .peak)
      },
      Figure("burst_loss", .party, .count, "requests or messages that find no place during the bursts") {
        $0.burstLoss(ofParty: $1)
      },
      Figure(
        "outlives_limit", .party, .flag, of: [.queue], "messages become older than they are kept during the bursts"
      ) {
        $0.outlivesLimit(inQueue: $1)
      },
      Figure(
        "time_to_loss", .party, .duration, of: [.queue], "time until a message is lost while the consumers are down"
      ) {
        $0.timeToLoss(ofQueue: $1)
      },
    ]
    + bursts(.party, { $0.burstBacklog(ofParty: $1) }, { $0.drainTime(ofParty: $1) }, { $0.oldestAge(ofParty: $1) })
    + bursts(.link, { $0.burstBacklog(ofLink: $1) }, { $0.drainTime(ofLink: $1) }, { $0.oldestAge(ofLink: $1) })

  /// Of components and queues as a whole, and of the messages along one link that leaves a queue.
  private static func bursts(
    _ table: TableID, _ backlog: @escaping @Sendable (CapacityAnalysis, Int) -> Estimate,
    _ drainTime: @escaping @Sendable (CapacityAnalysis, Int) -> Estimate,
    _ oldestAge: @escaping @Sendable (CapacityAnalysis, Int) -> Estimate
  ) -> [Figure] {
    [
      Figure("burst_backlog", table, .count, "requests or messages that wait at most during the bursts", backlog),
      Figure("drain_time", table, .duration, "time from the largest backlog until it is gone", drainTime),
      Figure(
        "oldest_age", table, .duration, "age that the oldest waiting message reaches during the bursts", oldestAge),
    ]
  }
}
