public import Topology

/// A computed figure with a name: a field of the rule language, and a subject of `explain` as `<subject>.<name>`.
public struct Figure: Sendable {
  /// Unique in its table; `latency.p99` is a member of a group.
  public let name: String
  /// The table of the subjects that have it.
  public let table: TableID
  /// Of parties: the kinds that have it.
  public let kinds: [PartyKind]
  /// What it is measured in.
  public let unit: FigureUnit
  /// What it is, in a sentence without its subject.
  public let doc: String
  /// The place in the catalogue.
  private(set) var position = 0
  private let compute: @Sendable (CapacityAnalysis, Int) -> Estimate

  init(
    _ name: String, _ table: TableID, _ unit: FigureUnit, of kinds: [PartyKind] = PartyKind.components, _ doc: String,
    _ estimate: @escaping @Sendable (CapacityAnalysis, Int) -> Estimate
  ) {
    self.name = name
    self.table = table
    self.kinds = kinds
    self.unit = unit
    self.doc = doc
    compute = estimate
  }

  /// The figure of a row of the table.
  public func estimate(_ analysis: CapacityAnalysis, _ row: Int) -> Estimate {
    guard let known = analysis.state.figures else { return compute(analysis, row) }
    return known.value(position, row) { compute(analysis, row) }
  }

  /// The same at a place in the catalogue.
  func at(_ position: Int) -> Figure {
    var placed = self
    placed.position = position
    return placed
  }

  /// The name before the dot, for the members of a group.
  public var group: String? { name.firstIndex(of: ".").map { String(name[..<$0]) } }

  /// The name in its group.
  public var member: String { name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name }
}

/// What a figure is measured in.
public enum FigureUnit: Sendable {
  /// Per second.
  case rate
  /// A share of one.
  case fraction
  /// Seconds.
  case duration
  /// A number of things.
  case count
  /// A number to multiply with.
  case factor
  /// Bytes.
  case size
  /// Bits per second.
  case bandwidth
  /// Yes (1) or no (0).
  case flag
}
