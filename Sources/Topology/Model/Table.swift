/// The rows of one kind of entity.
struct Table: Sendable {
  /// By column index; without rows where nobody states the field.
  var columns: [Column]
  var names: [String] = []
  /// Where each entity is defined.
  var places: [PlaceID] = []
  /// The row that each row belongs to: the party of an interface or operation, the data set of a copy; -1 for none.
  var owners: [Int32] = []

  init(_ id: TableID) { columns = [Column](repeating: Column(), count: Schema.table(id).columns.count) }

  var count: Int { names.count }

  mutating func add(name: String, owner: Int, place: PlaceID) -> Int {
    names.append(name)
    owners.append(Int32(owner))
    places.append(place)
    return names.count - 1
  }

  subscript(column: Int, row: Int) -> Cell {
    get { column < columns.count ? columns[column][row] : .unknown }
    set { columns[column][row] = newValue }
  }
}
