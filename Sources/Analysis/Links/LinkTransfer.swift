import Topology

/// What one call along a link takes of the network. Lines are full duplex: each direction has the whole bandwidth.
struct LinkTransfer: Sendable {
  /// Bytes towards the callee.
  let request: Interval
  /// Bytes back; none where the caller does not wait.
  let response: Interval
  /// Bytes per second in each direction; infinite where the link says that there is no limit.
  let bandwidth: Interval
  private(set) var derivation = Derivation()

  init(ofLink link: Int, topology: Topology) {
    var derivation = Derivation()
    bandwidth = Self.amount(Columns.bandwidth, link, topology, none: .infinity, &derivation)
    request = Self.amount(Columns.requestSize, link, topology, none: 0, &derivation)
    let isAsync = topology.ordinal(Facts.Link.mode, link) == Words.async
    let hasAnswer = !isAsync || topology.state(Columns.responseSize, link) != .unknown
    response = hasAnswer ? Self.amount(Columns.responseSize, link, topology, none: 0, &derivation) : .zero
    self.derivation = derivation
  }

  /// Seconds of the busier direction that one call takes: its reciprocal is the most calls per second.
  var busiest: Interval { .max(request / bandwidth, response / bandwidth) }

  /// Seconds on the line for one call, there and back, without waiting for others.
  var time: Interval { request / bandwidth + response / bandwidth }

  private static func amount(
    _ column: ColumnID, _ link: Int, _ topology: Topology, none: Double, _ derivation: inout Derivation
  ) -> Interval {
    if let stated = derivation.number(column, link, of: topology) { return Interval(stated) }
    if topology.state(column, link) == .none {
      derivation.use(column, link, of: topology)
      return Interval(none)
    }
    derivation.lack(column, link, of: topology)
    return .unbounded
  }
}
