import Topology

/// How long a consumer can work on what a queue hands over at once.
///
/// The longest way through the consumer for each of its calls; where the consumer says how long its slow requests are
/// (`p99`), its own part is that instead of the mean. Whether an operation takes the items of a batch together or one
/// after another is for `batch` to say; where it says nothing they are taken one after another.
struct ProcessingTime {
  let link: Int
  let topology: Topology

  private static let p99 = Schema.named(.operation, "service_time.p99")

  /// - Parameter callee: what one call of the consumer can take, with the mean of its own part.
  func longest(callee: PathValue) -> PathValue { calls * (callee + slowness) }

  /// What a slow request takes more than one that is as long as the mean.
  private var slowness: PathValue {
    guard let operation = topology.targetOperation(ofLink: link) else { return .zero }
    var derivation = Derivation()
    guard let slow = derivation.number(Self.p99, operation, of: topology) else { return .zero }
    let mean =
      topology.number(Facts.Operation.serviceTimeMean, operation)
      ?? topology.number(Facts.Party.serviceTimeMean, topology.target(ofLink: link)) ?? 0
    return PathValue(Interval(max(0, slow - mean)), derivation)
  }

  /// How often the consumer is called for one delivery.
  private var calls: PathValue {
    var derivation = Derivation()
    guard let items = derivation.number(Facts.Link.batchSize, link, of: topology) else {
      derivation.lack(Facts.Link.batchSize, link, of: topology)
      return PathValue(.atLeastOne, derivation)
    }
    guard items > 1, let operation = topology.targetOperation(ofLink: link) else { return PathValue(.one, derivation) }
    if let most = derivation.number(Columns.batchMost, operation, of: topology) {
      return PathValue(Interval((items / most).rounded(.up)), derivation)
    }
    if topology.flag(Columns.batchSupported, operation) == true {
      derivation.use(Columns.batchSupported, operation, of: topology)
      return PathValue(.one, derivation)
    }
    if topology.state(Columns.batch, operation) == .unknown { derivation.assume(.singleItems) }
    return PathValue(Interval(items), derivation)
  }
}

extension CapacityAnalysis {
  /// The longest time until the consumer at a link out of a queue is done with what it was handed at once; not
  /// applicable to other links.
  public func processingTime(ofLink link: Int) -> Estimate {
    guard topology.kind(ofParty: topology.source(ofLink: link)) == .queue else { return .notApplicable }
    let callee = state.paths.worstTimes.callee(ofLink: link)
    return ProcessingTime(link: link, topology: topology).longest(callee: callee).estimate(.processingTime)
  }
}
