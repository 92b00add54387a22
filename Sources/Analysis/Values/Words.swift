import Topology

/// The ranks of words that are compared for every link; comparing texts would cost more than the rest.
enum Words {
  static let read = Vocabulary.access.ordinal(of: "read")
  static let write = Vocabulary.access.ordinal(of: "write")
  static let readWrite = Vocabulary.access.ordinal(of: "read-write")
  static let async = Vocabulary.mode.ordinal(of: "async")
  static let runtime = Vocabulary.linkClass.ordinal(of: "runtime")
  static let allPartitions = Vocabulary.fanOut.ordinal(of: "all-partitions")
  static let readEffect = Vocabulary.effect.ordinal(of: "read")
  static let global = Vocabulary.limitScope.ordinal(of: "global")
}
