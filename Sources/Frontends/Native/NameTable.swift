internal import Diagnostics
internal import Topology

/// The names of one system while it is read.
struct NameTable {
  struct Entry {
    var row: Int
    var place: Span
  }

  var systemPlace: Span?
  var parties: [String: Entry] = [:]
  var partyKinds: [PartyKind] = []
  var partyNames: [String] = []
  var interfaces: [String: Int] = [:]
  var dataSets: [String: Entry] = [:]
  var workloads: [String: Entry] = [:]
  /// Where operations that belong to no interface are declared, by `component.operation`.
  var bareOperations: [String: Span] = [:]
  /// By `component.operation` and `component/interface.operation`; -1 where the short form names several.
  private(set) var operations: [String: Int] = [:]

  mutating func addOperation(_ row: Int, name: String, party: String, interface: String?) {
    let short = "\(party).\(name)"
    operations[short] = operations[short] == nil ? row : -1
    if let interface { operations["\(party)/\(interface).\(name)"] = row }
  }

  /// The names of a component's operations as references spell them, sorted.
  func operationNames(of party: String) -> [String] {
    operations.keys.filter { $0.hasPrefix("\(party).") || $0.hasPrefix("\(party)/") }.sorted()
  }
}
