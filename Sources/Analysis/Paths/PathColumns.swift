import Topology

extension Columns {
  static let ackDeadline = Schema.named(.party, "ack_deadline")
  static let redriveAge = Schema.named(.party, "redrive_age")
  static let replayable = Schema.named(.party, "replayable")
  static let rateLimitRecord = Schema.named(.interface, "rate_limit")
}
