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
  /// With what failures the stated rates bring.
  var gain: Interval
  /// With every attempt failing; one attempt where the retry is not stated.
  var failingGain: Interval
  /// Whether `failingGain` had to count one attempt because nobody states the retry.
  var lacksRetry: Bool
  var basis: Basis?
  var assumptions: Assumptions = []

  func gain(_ failures: LoadCase.Failures) -> Interval {
    failures == .everyAttemptFails ? failingGain : gain
  }

  /// Whether a fact is missing that would settle the gain.
  func isOpen(_ failures: LoadCase.Failures) -> Bool {
    !gain(failures).isPoint || failures == .everyAttemptFails && lacksRetry
  }
}
