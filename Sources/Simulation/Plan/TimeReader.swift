import Topology

extension FactReader {
  /// The time of an operation: its own, or the component's.
  mutating func serviceTime(ofOperation operation: Int?, party: Int) -> ServiceTime {
    if let operation, let mean = number(Columns.operationTime.mean, operation) {
      return ServiceTime(mean: mean, variation: variation(Columns.operationTime, operation))
    }
    if let mean = number(Columns.partyTime.mean, party) {
      return ServiceTime(mean: mean, variation: variation(Columns.partyTime, party))
    }
    if let operation { lack(Columns.operationTime.mean, operation) } else { lack(Columns.partyTime.mean, party) }
    return ServiceTime(mean: 0, variation: .constant)
  }

  /// The time of one kind of access to a store: its own mean, or the store's; varying as the store's times do.
  mutating func serviceTime(ofStore store: Int, _ column: ColumnID) -> ServiceTime {
    let mean = number(column, store) ?? number(Columns.partyTime.mean, store)
    if mean == nil { lack(column, store) }
    return ServiceTime(mean: mean ?? 0, variation: variation(Columns.partyTime, store))
  }

  /// From `cv2`; else lognormal through the mean or median and a percentile; else exponential.
  private mutating func variation(_ columns: Columns.TimeColumns, _ row: Int) -> Variation {
    if let cv2 = number(columns.cv2, row) { return Variation(squaredVariation: cv2) }
    for (column, z) in [(columns.p99, 2.326_347_874), (columns.p95, 1.644_853_627)] {
      guard let high = number(column, row) else { continue }
      if let mean = number(columns.mean, row) { return Variation(percentileOverMean: high / mean, z: z) }
      if let median = number(columns.p50, row) { return Variation(percentileOverMedian: high / median, z: z) }
    }
    take(.exponentialService, columns.mean.table, row)
    return .exponential
  }
}
