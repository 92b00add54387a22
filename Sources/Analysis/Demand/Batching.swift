import Topology

/// How many calls a link makes for what it hands on, where it hands on several items together.
///
/// `visits` counts calls and `batch_size` the items of each, so that a queue gets as many messages. Out of a queue, where
/// nobody counts the visits, messages wait for each other until a call is full. A target that takes fewer items at once
/// is called `⌈items / most⌉` times.
struct Batching {
  /// Calls for each visit.
  private(set) var calls = Interval.one
  /// What one call is worth at its target: messages of a queue, else 1.
  private(set) var items = 1.0

  init(link: Int, topology: Topology, _ derivation: inout Derivation) {
    let size = derivation.number(Facts.Link.batchSize, link, of: topology)
    let isFromQueue = topology.kind(ofParty: topology.source(ofLink: link)) == .queue
    let gathers = isFromQueue && topology.basis(Facts.Link.visits, link) == .definition
    let most = Self.most(atTargetOf: link, topology, &derivation)
    if topology.kind(ofParty: topology.target(ofLink: link)) == .queue { items = size ?? 1 }
    if let size {
      let perBatch = most.map { (size / $0).rounded(.up) } ?? 1
      calls = Interval(gathers ? perBatch / size : perBatch)
    } else if gathers, let most, most > 1 {
      derivation.lack(Facts.Link.batchSize, link, of: topology)
      calls = Interval(low: 1 / most, high: 1)
    }
  }

  /// The items that the target takes at once; `nil` where it takes whatever it gets.
  private static func most(atTargetOf link: Int, _ topology: Topology, _ derivation: inout Derivation) -> Double? {
    guard let operation = topology.targetOperation(ofLink: link) else { return nil }
    if let most = derivation.number(Columns.batchMost, operation, of: topology) { return most }
    let takesOne =
      topology.state(Columns.batch, operation) == .none || topology.flag(Columns.batchSupported, operation) == false
    return takesOne ? 1 : nil
  }
}
