public import Topology

/// What follows from not knowing some figures exactly: the analyses are asked again and again with values drawn from what
/// their authors believe of `{low, likely, high}`.
///
/// This is ignorance, not variation: `{mean, p99}` belongs to the response times. The same seed gives the same answers to
/// the last bit.
public struct UncertaintyAnalysis: Sendable {
  /// Used where nobody asks for another.
  public static let defaultSeed: UInt64 = 1
  /// The points of a sample for a model of ordinary size.
  public static let defaultSamples = 4096

  /// The system, with its inputs at their likely values.
  public let likely: CapacityAnalysis
  /// What is not known exactly; nothing if every figure is one number.
  public let inputs: [UncertainInput]
  /// Points of the sample.
  public let samples: Int
  public let seed: UInt64
  private let result: Lazily<[UncertainOutcome]>

  /// Prepares the analysis; nothing is computed yet.
  ///
  /// - Parameters:
  ///   - samples: `nil` for as many as the size of the model allows.
  ///   - figures: the names of the figures that are wanted; `nil` for all that it knows of.
  public init(
    of likely: CapacityAnalysis, seed: UInt64 = defaultSeed, samples: Int? = nil, figures: Set<String>? = nil
  ) {
    let inputs = UncertainInput.all(of: likely.topology)
    let samples = max(1, samples ?? Self.affordableSamples(likely.topology))
    self.likely = likely
    self.inputs = inputs
    self.samples = samples
    self.seed = seed
    result = Lazily {
      inputs.isEmpty
        ? [] : UncertaintyRun(likely, inputs, LatinHypercube(count: samples, seed: seed), figures).outcomes()
    }
  }

  /// The figures that the inputs change, in the order of the catalogue's questions. Computed at the first call.
  public var outcomes: [UncertainOutcome] { result.value }

  /// The outcome of one figure; `nil` if no input changes it.
  public func outcome(_ name: String, of entity: EntityID) -> UncertainOutcome? {
    outcomes.first { $0.figure.name == name && $0.figure.table == entity.table && $0.row == entity.row }
  }

  /// Above some hundred entities less, so that the time stays the same.
  private static func affordableSamples(_ topology: Topology) -> Int {
    let size = topology.count(.party) + topology.count(.operation) + topology.count(.link)
    return size <= 200 ? defaultSamples : max(64, defaultSamples * 200 / size)
  }
}
