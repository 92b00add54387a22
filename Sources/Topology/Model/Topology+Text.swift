extension Topology {
  /// The value of a fact as its author might have written it: `none`, `800ms`, `at-least-once`, `[a, b]`.
  public func valueText(_ fact: FactID) -> String {
    let cell = cell(fact.column, fact.row)
    switch cell.state {
    case .unknown: return "not stated"
    case .none: return "none"
    case .value: return text(of: cell, type: Schema.column(fact.column).field.type, fact)
    }
  }

  private func text(of cell: Cell, type: FieldType, _ fact: FactID) -> String {
    if cell.isRange { return text(of: ranges[Int(cell.payload)], type) }
    switch type {
    case .record: return recordText(fact)
    case .rows: return "\(Payload.span(cell.payload).count) stated"
    case .list(let item):
      return "[" + listItems[Payload.span(cell.payload)].map { itemText($0, item) }.joined(separator: ", ") + "]"
    default: return itemText(cell.payload, type)
    }
  }

  private func itemText(_ payload: UInt64, _ type: FieldType) -> String {
    switch type {
    case .text, .date: texts[Int(payload)]
    case .flag: payload != 0 ? "true" : "false"
    case .integer, .number: Quantity.trimmed(Payload.number(payload))
    case .quantity(let kind, _): Quantity.format(Payload.number(payload), as: kind)
    case .enumeration(let enumeration): enumeration.values[Int(payload)].name
    case .reference: id(of: Payload.entity(payload))
    case .list, .record, .rows: ""
    }
  }

  private func recordText(_ fact: FactID) -> String {
    let members = Schema.table(fact.column.table).members(of: fact.column.index)
    let stated = members.filter { state($0.id, fact.row) != .unknown }
    return "{" + stated.map { "\($0.field.name): \(valueText(FactID($0.id, row: fact.row)))" }.joined(separator: ", ")
      + "}"
  }

  private func text(of range: ValueRange, _ type: FieldType) -> String {
    func number(_ value: Double) -> String {
      if case .quantity(let kind, _) = type { Quantity.format(value, as: kind) } else { Quantity.trimmed(value) }
    }
    switch range {
    case .uncertain(let low, let likely, let high):
      return "\(number(low)) to \(number(high))" + (likely.map { ", likely \(number($0))" } ?? "")
    case .varying(let mean, let p50, let p95, let p99):
      let parts = [("mean", mean), ("p50", p50), ("p95", p95), ("p99", p99)]
      return parts.compactMap { name, value in value.map { "\(name) \(number($0))" } }.joined(separator: ", ")
    }
  }
}
