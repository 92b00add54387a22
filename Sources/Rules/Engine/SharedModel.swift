public import Analysis
public import Topology

/// A model with what all who ask about it share: the analyses, and who names whom. Each is computed once.
public struct SharedModel: Sendable {
  public let topology: Topology
  public let analysis: CapacityAnalysis
  let index: ModelIndex

  /// - Parameter keepsFigures: For a model that many questions will be asked about.
  public init(_ topology: Topology, keepsFigures: Bool = false) {
    self.topology = topology
    analysis = CapacityAnalysis(of: topology, keepsFigures: keepsFigures)
    index = ModelIndex(of: topology)
  }

  /// A source for one thread.
  func makeSource() -> ModelSource { ModelSource(topology: topology, analysis: analysis, index: index) }
}
