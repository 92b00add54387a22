internal import Topology

/// What people read about types, on the reference page and in editors.
enum FieldWords {
  /// What may stand as a value: `duration`, `whole number from 1, or unlimited`, `list of the names of components`.
  static func type(_ type: FieldType) -> String {
    switch type {
    case .text: "text"
    case .flag: "true or false"
    case .integer(let minimum, let unlimited): "whole number from \(minimum)" + (unlimited ? ", or `unlimited`" : "")
    case .number(let minimum): "number from \(Quantity.trimmed(minimum))"
    case .quantity(let kind, _): kind.rawValue
    case .date: "date"
    case .enumeration(let enumeration): enumeration.name
    case .reference(let target): "name of \(reference(target))"
    case .list(let item): list(item)
    case .record: "map"
    case .rows(let table): "one or several \(plural(table))"
    }
  }

  private static func list(_ item: FieldType) -> String {
    switch item {
    case .reference(.data): "list of names of data sets"
    case .reference(let target): "list of names of \(target.rawValue)s"
    default: "list of \(type(item))s"
    }
  }

  /// What a reference points to, with its article.
  static func reference(_ target: ReferenceTarget) -> String {
    switch target {
    case .client: "a client"
    case .component: "a component"
    case .store: "a store"
    case .queue: "a queue"
    case .operation: "an operation"
    case .data: "a data set"
    case .endpoint: "a client, component or operation"
    case .entry: "a component or operation"
    }
  }

  static func plural(_ table: TableID) -> String {
    switch table {
    case .copy: "copies"
    default: table.word + "s"
    }
  }

  /// `shop-floor` for `shop floor`: how headings, anchors and definitions spell a name.
  static func kebab(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " ? "-" : $0 })
  }
}
