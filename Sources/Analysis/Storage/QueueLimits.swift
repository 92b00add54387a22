import Topology

/// How long, and how many messages, a queue keeps.
struct QueueLimits: Sendable {
  /// Seconds until a message is dropped; infinite where nothing drops it.
  let age: Interval
  /// Messages that it holds at most.
  let length: Interval
  /// What happens when it is full; `nil` where nobody says.
  let overflow: String?
  let derivation: Derivation

  init(ofQueue queue: Int, topology: Topology) {
    var derivation = Derivation()
    // `retention` and `ttl` are the words of logs and of queues for the same thing.
    let ages = [Columns.retention, Columns.ttl].compactMap { Self.limit($0, queue, topology, &derivation) }
    let length = Self.limit(Columns.maxLength, queue, topology, &derivation)
    let isOpen = ages.isEmpty && length == nil
    let unstated = isOpen ? Interval.unbounded : Interval(.infinity)
    age = ages.isEmpty ? unstated : ages.reduce(Interval(.infinity)) { .min($0, $1) }
    self.length = length ?? unstated
    if isOpen {
      for column in [Columns.retention, Columns.maxLength] { derivation.lack(column, queue, of: topology) }
    } else if ages.isEmpty || length == nil {
      derivation.assume(.oneQueueLimit)
    }
    overflow = topology.word(Columns.overflow, queue)
    if overflow != nil { derivation.use(Columns.overflow, queue, of: topology) }
    self.derivation = derivation
  }

  /// `none` says that there is no limit.
  private static func limit(
    _ column: ColumnID, _ queue: Int, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval? {
    switch topology.state(column, queue) {
    case .unknown: return nil
    case .none:
      derivation.use(column, queue, of: topology)
      return Interval(.infinity)
    case .value: return derivation.number(column, queue, of: topology).map { Interval($0) }
    }
  }
}
