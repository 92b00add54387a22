import Topology

extension Columns {
  static let requestSize = Schema.named(.link, "request_size")
  static let responseSize = Schema.named(.link, "response_size")
  static let bandwidth = Schema.named(.link, "bandwidth")
}
