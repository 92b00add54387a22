import Topology

/// How many requests at `target` one request at `source` makes.
struct DemandEdge: Sendable {
  var source: Int32
  var target: Int32
  /// The link it comes from; -1 between an operation and its component.
  var link: Int32
  /// Calls for each request of the source, repeated attempts not counted.
  var calls: Interval
  /// Messages in each call into a queue; 1 elsewhere.
  var items: Double
  /// With what failures the stated rates bring, or with every attempt failing, as the network has it.
  var gain: Interval
  /// Whether `gain` had to count one attempt because nobody states the retry.
  var lacksRetry = false
  var basis: Basis?
  var assumptions: Assumptions = []

  /// Whether a fact is missing that would settle the gain.
  var isOpen: Bool { !gain.isPoint || lacksRetry }
}
