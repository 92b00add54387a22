/// The schema table: every fact the language knows.
///
/// The native loader, the rule checker, the JSON Schema, the reference page, completion and "did you mean" read it.
/// To add a fact, add a row under `Vocabulary`.
public enum Schema {
  /// All tables, by `TableID.rawValue`.
  public static let tables: [TableSchema] = [
    TableSchema(.system, doc: "The system as a whole.", fields: Vocabulary.system),
    TableSchema(.party, doc: "Clients, services, stores and queues.", fields: Vocabulary.party),
    TableSchema(.interface, doc: "A contract that a service offers.", fields: Vocabulary.interface),
    TableSchema(.operation, doc: "One thing that can be asked of a component.", fields: Vocabulary.operation),
    TableSchema(
      .link, doc: "Work handed on: caller to callee, producer to queue, queue to consumer.", fields: Vocabulary.link),
    TableSchema(
      .dataSet, doc: "Information that the system keeps, wherever its copies are.", fields: Vocabulary.dataSet),
    TableSchema(.workload, doc: "A kind of demand that enters from outside.", fields: Vocabulary.workload),
    TableSchema(.copy, doc: "A copy of a data set.", fields: Vocabulary.copy),
    TableSchema(.transformation, doc: "A step that turns data into other data.", fields: Vocabulary.transformation),
    TableSchema(.pool, doc: "Connections or threads kept for one dependency.", fields: Vocabulary.pool),
    TableSchema(.distance, doc: "Network latency between two zones or regions.", fields: Vocabulary.distance),
    TableSchema(.backup, doc: "Copies kept for recovery.", fields: Vocabulary.backup),
  ]

  public static func table(_ id: TableID) -> TableSchema { tables[Int(id.rawValue)] }

  public static func column(_ id: ColumnID) -> ColumnSpec { tables[Int(id.table.rawValue)].columns[id.index] }

  /// The column that code names by hand.
  ///
  /// Precondition: the path is in the table. `SchemaTests` reads every constant of `Facts`, so a slip cannot ship.
  public static func named(_ table: TableID, _ path: String) -> ColumnID {
    guard let column = Schema.table(table).column(path) else {
      preconditionFailure("the schema table has no \(table) field '\(path)'")
    }
    return column
  }
}
