extension Topology {
  /// The number of rows of a table.
  public func count(_ table: TableID) -> Int { tables[Int(table.rawValue)].count }

  public func rows(of table: TableID) -> Range<Int> { 0..<count(table) }

  /// The kind of a row of the `party` table.
  public func kind(ofParty row: Int) -> PartyKind { partyKinds[row] }

  /// The rows of the `party` table of one kind, in file order.
  public func parties(_ kind: PartyKind) -> [Int] { partyKinds.indices.filter { partyKinds[$0] == kind } }

  /// The name as written; empty for links without one.
  public func name(_ entity: EntityID) -> String { tables[Int(entity.table.rawValue)].names[entity.row] }

  /// Where the entity is defined: the key is its name, the value its map.
  public func definition(_ entity: EntityID) -> Place? {
    places[tables[Int(entity.table.rawValue)].places[entity.row]]
  }

  /// The row that a row belongs to: the party of an interface or operation, the data set of a copy.
  public func owner(_ entity: EntityID) -> Int { Int(tables[Int(entity.table.rawValue)].owners[entity.row]) }

  /// The interface of an operation.
  public func interface(ofOperation row: Int) -> Int? {
    let interface = Int(operationInterfaces[row])
    return interface >= 0 ? interface : nil
  }

  public func interfaces(ofParty row: Int) -> ArraySlice<Int32> { relations.interfaces[row] }
  public func operations(ofParty row: Int) -> ArraySlice<Int32> { relations.operations[row] }
  public func operations(ofInterface row: Int) -> ArraySlice<Int32> { relations.operationsOfInterface[row] }

  public func party(named name: String) -> Int? { relations.parties[name].map(Int.init) }
  public func dataSet(named name: String) -> Int? { relations.dataSets[name].map(Int.init) }
  public func workload(named name: String) -> Int? { relations.workloads[name].map(Int.init) }

  /// The entity with an id as `id(of:)` prints it, or a link by its name. O(1) but for links, which are searched.
  public func entity(withID id: String) -> EntityID? {
    if let row = party(named: id) { return EntityID(.party, row) }
    if let row = dataSet(named: id) { return EntityID(.dataSet, row) }
    if let row = workload(named: id) { return EntityID(.workload, row) }
    if id == "system" { return EntityID(.system, 0) }
    let owner = id.prefix { $0 != "." && $0 != "/" }
    if owner.count < id.count, !id.contains(" "), let party = party(named: String(owner)) {
      for row in operations(ofParty: party) where self.id(of: EntityID(.operation, Int(row))) == id {
        return EntityID(.operation, Int(row))
      }
      for row in interfaces(ofParty: party) where self.id(of: EntityID(.interface, Int(row))) == id {
        return EntityID(.interface, Int(row))
      }
    }
    return rows(of: .link).first { self.id(of: EntityID(.link, $0)) == id || name(EntityID(.link, $0)) == id }
      .map { EntityID(.link, $0) }
  }
}
