/// One column of a table: a field, or a field of a record in it, with its whole path. A class for the same reason as
/// `Field`.
public final class ColumnSpec: Sendable {
  public let id: ColumnID
  /// As rules and fact names spell it, e.g. `retry.max_attempts`.
  public let path: String
  public let field: Field
  /// The column of the record that holds the field, `nil` at the top.
  public let parent: Int?

  init(id: ColumnID, path: String, field: Field, parent: Int?) {
    self.id = id
    self.path = path
    self.field = field
    self.parent = parent
  }
}

/// A table flattened into columns.
///
/// A record has a column of its own, for whether it is there at all, directly before the columns of its fields.
public struct TableSchema: Sendable {
  public let id: TableID
  public let doc: String
  public let columns: [ColumnSpec]
  private let byPath: [String: Int]
  /// For each column, and at -1 (stored first) for the row itself: the fields directly inside it.
  private let members: [[String: Int]]
  private let memberOrder: [[Int]]
  private let required: [[ColumnSpec]]

  init(_ id: TableID, doc: String, fields: [Field]) {
    self.id = id
    self.doc = doc
    var columns: [ColumnSpec] = []
    func flatten(_ fields: [Field], prefix: String, parent: Int?, kinds: [PartyKind]?) {
      for field in fields {
        let own = field.kinds == nil && kinds != nil ? field.limited(to: kinds ?? []) : field
        let index = columns.count
        let path = prefix + field.name
        columns.append(
          ColumnSpec(id: ColumnID(table: id, index: index), path: path, field: own, parent: parent))
        if case .record(let shape) = field.type {
          flatten(shape.fields, prefix: path + ".", parent: index, kinds: own.kinds)
        }
      }
    }
    flatten(fields, prefix: "", parent: nil, kinds: nil)
    self.columns = columns
    byPath = Dictionary(columns.map { ($0.path, $0.id.index) }, uniquingKeysWith: { first, _ in first })
    var members = [[String: Int]](repeating: [:], count: columns.count + 1)
    var order = [[Int]](repeating: [], count: columns.count + 1)
    for column in columns {
      members[(column.parent ?? -1) + 1][column.field.name] = column.id.index
      order[(column.parent ?? -1) + 1].append(column.id.index)
    }
    self.members = members
    memberOrder = order
    required = order.map { indices in indices.map { columns[$0] }.filter(\.field.isRequired) }
  }

  /// The columns directly inside `parent`, or at the top for `nil`, that must be stated. O(1).
  public func required(of parent: Int?) -> [ColumnSpec] { required[(parent ?? -1) + 1] }

  /// The column with a path such as `retry.max_attempts`.
  public func column(_ path: String) -> ColumnID? { byPath[path].map { ColumnID(table: id, index: $0) } }

  /// The column of the field called `name` directly inside `parent`, or at the top for `nil`. O(1).
  public func member(_ name: String, of parent: Int?) -> ColumnSpec? {
    members[(parent ?? -1) + 1][name].map { columns[$0] }
  }

  /// The columns directly inside `parent`, or at the top for `nil`, in the order of the table.
  public func members(of parent: Int?) -> [ColumnSpec] { memberOrder[(parent ?? -1) + 1].map { columns[$0] } }

  /// The shortest prefix of a column's path: itself, then its record, then that record's.
  public func ancestors(of index: Int) -> [Int] {
    var chain = [index]
    while let parent = columns[chain[chain.count - 1]].parent { chain.append(parent) }
    return chain
  }
}
