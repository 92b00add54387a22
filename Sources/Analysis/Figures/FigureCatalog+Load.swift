import Topology

/// What arrives where.
extension FigureCatalog {
  static let load: [Figure] = [
    Figure("arrival_rate", .party, .rate, "requests (of a queue, messages) over time, ordinarily") {
      $0.arrivalRate(ofParty: $1)
    },
    Figure("peak_arrival_rate", .party, .rate, "requests (of a queue, messages) over time, at peak") {
      $0.peakArrivalRate(ofParty: $1)
    },
    Figure("read_rate", .party, .rate, of: [.store], "reads over time, ordinarily") {
      $0.readRate(ofParty: $1, at: .rate)
    },
    Figure("write_rate", .party, .rate, of: [.store], "writes over time, ordinarily") {
      $0.writeRate(ofParty: $1, at: .rate)
    },
    Figure("peak_write_rate", .party, .rate, of: [.store], "writes over time, at peak") {
      $0.peakWriteRate(ofParty: $1)
    },
    Figure("arrival_rate", .operation, .rate, "requests over time, ordinarily") { $0.arrivalRate(ofOperation: $1) },
    Figure("peak_arrival_rate", .operation, .rate, "requests over time, at peak") {
      $0.arrivalRate(ofOperation: $1, at: .peak)
    },
    Figure("flow", .link, .rate, "calls over time along the link, ordinarily") { $0.flow(ofLink: $1) },
    Figure("peak_flow", .link, .rate, "calls over time along the link, at peak") { $0.flow(ofLink: $1, at: .peak) },
    Figure("attempts", .link, .count, "most attempts of one call, the first included") { $0.attempts(ofLink: $1) },
  ]
}
