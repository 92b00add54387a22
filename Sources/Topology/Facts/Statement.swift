internal import Diagnostics

/// What an author wrote once. Short forms, defaults and aliases make several facts of one statement.
public struct Statement: Hashable, Sendable {
  private let value: Span?
  /// Where nothing is written: the value itself.
  private let payload: UInt64?

  init(_ cell: Cell, _ places: PlaceTable) {
    value = places[cell.place]?.value
    payload = value == nil ? cell.payload : nil
  }
}

extension Topology {
  /// The statement that makes a fact.
  public func statement(of fact: FactID) -> Statement { Statement(cell(fact.column, fact.row), places) }
}
