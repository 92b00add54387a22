import Topology

/// How the service times of one record vary, as far as it says so.
struct ServiceShape: Sendable {
  private enum Kind: Sendable {
    /// Nothing is stated.
    case open
    case variation(Double)
    case lognormal(spread: Double)
  }

  private let kind: Kind
  /// The mean that percentiles leave where none is stated.
  let fittedMean: Double?
  /// The facts that it comes from, but for the mean.
  let inputs: [FactID]
  /// Farther percentiles than any lognormal distribution has; the nearest one is taken.
  let isBeyondFit: Bool

  /// Whether the spread is stated at all.
  var isStated: Bool { if case .open = kind { false } else { true } }

  /// Whether it comes from percentiles, which belong to the mean of the same record alone.
  var isFitted: Bool { if case .lognormal = kind { true } else { false } }

  /// Nothing is stated.
  static let open = ServiceShape(.open)

  private init(_ kind: Kind) {
    self.kind = kind
    fittedMean = nil
    inputs = []
    isBeyondFit = false
  }

  /// The record of an operation, or of a component.
  init(of entity: EntityID, topology: Topology) {
    let columns = entity.table == .operation ? Columns.operationTime : Columns.partyTime
    let row = entity.row
    let isPlain = !columns.all.contains { topology.hasFacts($0) }
    if !isPlain, let variation = topology.number(columns.variation, row) {
      kind = .variation(variation)
      inputs = [FactID(columns.variation, row: row)]
      fittedMean = nil
      isBeyondFit = false
      return
    }
    let known = isPlain ? [] : columns.percentiles.filter { topology.number($0.column, row) != nil }
    let points = known.map {
      LognormalFit.Point(quantile: $0.quantile, value: topology.number($0.column, row) ?? 0)
    }
    let mean = topology.number(columns.mean, row)
    let spread: Double? =
      if let mean, let last = points.last {
        LognormalFit.spread(mean: mean, last)
      } else if points.count > 1 {
        LognormalFit.spread(points[0], points[points.count - 1])
      } else {
        nil
      }
    kind = spread.map { .lognormal(spread: $0) } ?? .open
    inputs = spread == nil ? [] : known.map { FactID($0.column, row: row) }
    fittedMean =
      mean == nil ? spread.flatMap { spread in points.last.map { LognormalFit.mean($0, spread: spread) } } : nil
    isBeyondFit =
      mean.map { mean in
        points.last.map { $0.value > mean * Real.exp($0.quantile * $0.quantile / 2) && $0.quantile > 0 } ?? false
      } ?? false
  }

  /// The law with a mean; that of an exponential time where nothing is stated.
  func law(mean: Double) -> ServiceLaw {
    guard mean > 0 else { return .constant(0) }
    switch kind {
    case .open, .variation(1): return .exponential(mean: mean)
    case .variation(let variation):
      return variation > 1e-9 ? .gamma(mean: mean, variation: variation) : .constant(mean)
    case .lognormal(let spread):
      return spread > 1e-5 ? .lognormal(mean: mean, spread: spread) : .constant(mean)
    }
  }
}

/// The mean of the service times of one record: as stated, or that of the distribution that two percentiles leave.
struct ServiceMean {
  let seconds: Double
  let inputs: [FactID]

  init?(of entity: EntityID, topology: Topology) {
    let column = entity.table == .operation ? Facts.Operation.serviceTimeMean : Facts.Party.serviceTimeMean
    if let stated = topology.number(column, entity.row) {
      seconds = stated
      inputs = [FactID(column, row: entity.row)]
      return
    }
    let shape = ServiceShape(of: entity, topology: topology)
    guard let fitted = shape.fittedMean else { return nil }
    seconds = fitted
    inputs = shape.inputs
  }
}

/// Where a record of service times keeps what.
struct ServiceTimeColumns: Sendable {
  let mean: ColumnID
  let variation: ColumnID
  /// Ascending.
  let percentiles: [(column: ColumnID, quantile: Double)]

  init(_ table: TableID) {
    func column(_ member: String) -> ColumnID { Schema.named(table, "service_time.\(member)") }
    mean = column("mean")
    variation = column("cv2")
    percentiles = [
      (column("p50"), Normal.median), (column("p95"), Normal.p95), (column("p99"), Normal.p99),
    ]
  }

  /// All but the mean.
  var all: [ColumnID] { percentiles.map(\.column) + [variation] }
}
