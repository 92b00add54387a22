extension Topology {
  /// The party at the source of a link.
  public func source(ofLink row: Int) -> Int { Int(linkEnds[row].source) }

  /// The party at the target of a link.
  public func target(ofLink row: Int) -> Int { Int(linkEnds[row].target) }

  /// The operation at the source; `nil` for a link on the whole component.
  public func sourceOperation(ofLink row: Int) -> Int? { Self.present(linkEnds[row].sourceOperation) }

  /// The operation at the target; `nil` for stores, queues, and services named without one.
  public func targetOperation(ofLink row: Int) -> Int? { Self.present(linkEnds[row].targetOperation) }

  private static func present(_ row: Int32) -> Int? { row >= 0 ? Int(row) : nil }

  /// Links that leave a party, its operations' included.
  public func outgoing(ofParty row: Int) -> ArraySlice<Int32> { relations.outgoing[row] }

  /// Links that reach a party, its operations' included.
  public func incoming(ofParty row: Int) -> ArraySlice<Int32> { relations.incoming[row] }

  /// Links drawn from the operation itself.
  public func ownOutgoing(ofOperation row: Int) -> ArraySlice<Int32> { relations.outgoingOfOperation[row] }

  /// Links drawn to the operation itself.
  public func incoming(ofOperation row: Int) -> ArraySlice<Int32> { relations.incomingOfOperation[row] }

  /// Links that every request of the component follows.
  public func componentLevelOutgoing(ofParty row: Int) -> [Int32] {
    outgoing(ofParty: row).filter { linkEnds[Int($0)].sourceOperation < 0 }
  }

  /// Links that a request of the operation follows: its own and those of the whole component.
  public func outgoing(ofOperation row: Int) -> [Int32] {
    Array(ownOutgoing(ofOperation: row)) + componentLevelOutgoing(ofParty: owner(EntityID(.operation, row)))
  }
}
