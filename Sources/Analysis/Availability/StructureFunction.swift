import GraphAlgorithms

/// What must be up for a workload's requests to be answered, at one end of what is known.
struct StructureFunction: Sendable {
  let events: EventTable
  /// Whether no levels of shares were drawn together.
  let hasExactShares: Bool
  private let value: Value

  private enum Value: Sendable {
    case exact(DecisionDiagram, DecisionDiagram.Function)
    /// Too large to be exact: the end of bounds.
    case bounds(Double)
  }

  /// The exact function; `nil` where its diagram would be too large.
  init?(exactly builder: StructureBuilder) {
    guard !builder.walk.isTooLarge else { return nil }
    events = builder.table
    hasExactShares = builder.hasExactShares
    var algebra = DiagramAlgebra(diagram: DecisionDiagram(limit: builder.walk.mostNodes))
    guard let function = try? builder.function(&algebra) else { return nil }
    value = .exact(algebra.diagram, function)
  }

  /// The function of a builder of the same shape, which differs in chances alone.
  init(_ other: StructureFunction, _ builder: StructureBuilder) {
    events = builder.table
    hasExactShares = builder.hasExactShares
    value = other.value
  }

  /// The function, or one end of bounds where its diagram would be too large.
  init(_ builder: StructureBuilder) {
    if let exact = StructureFunction(exactly: builder) {
      self = exact
      return
    }
    events = builder.table
    hasExactShares = builder.hasExactShares
    var algebra = BoundsAlgebra(bound: builder.reading.bound, chances: builder.table.chances)
    // Bounds need no diagram but the small ones of single components.
    value = .bounds((try? builder.function(&algebra)) ?? (builder.reading.bound == .worst ? 0 : 1))
  }

  /// The share of requests that are answered.
  var availability: Double {
    switch value {
    case .exact(let diagram, let function): diagram.probability(of: function, events.chances)
    case .bounds(let end): end
    }
  }

  /// By how much the share of answered requests grows if an event happens, for every event; nothing where the function
  /// is known within bounds only.
  func importances(_ chances: [Double]) -> [Double] {
    switch value {
    case .exact(let diagram, let function): diagram.importances(of: function, chances)
    case .bounds: [Double](repeating: 0, count: chances.count)
    }
  }

  /// The share of requests that are answered with other chances.
  func availability(_ chances: [Double]) -> Double {
    switch value {
    case .exact(let diagram, let function): diagram.probability(of: function, chances)
    case .bounds(let end): end
    }
  }

  /// The chances while everything is up: only what a request happens to ask is left to chance.
  var allUp: [Double] {
    zip(events.events, events.chances).map { event, chance in
      switch event {
      case .domain, .copies, .otherPartitions: 1
      case .takenOver, .leaderMoved: chance > 0 ? 1 : 0
      case .skipped, .hit, .spared: chance
      }
    }
  }
}
