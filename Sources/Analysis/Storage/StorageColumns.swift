import Topology

extension Columns {
  static let dataSize = Schema.named(.dataSet, "size")
  static let dataGrowth = Schema.named(.dataSet, "growth")
  static let copyKind = Schema.named(.copy, "kind")
  static let size = Schema.named(.party, "size")
  static let retention = Schema.named(.party, "retention")
  static let ttl = Schema.named(.party, "ttl")
  static let maxLength = Schema.named(.party, "max_length")
  static let overflow = Schema.named(.party, "overflow")
}
