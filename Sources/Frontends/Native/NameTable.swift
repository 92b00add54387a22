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

  /// Names in order, for messages about those that are not there.
  private let lists = NameLists()

  /// The names of a component's operations as references spell them, sorted.
  func operationNames(of party: String) -> [String] {
    let all = lists.sorted("operations", count: operations.count) { Array(operations.keys) }
    return ["\(party).", "\(party)/"].flatMap { prefix in
      var (low, high) = (0, all.count)
      while low < high {
        let middle = (low + high) / 2
        if all[middle] < prefix { low = middle + 1 } else { high = middle }
      }
      return all[low...].prefix { $0.hasPrefix(prefix) }
    }
  }

  /// The names of the parties of some kinds, sorted.
  func partyNames(of kinds: [PartyKind]) -> [String] {
    lists.sorted("\(kinds)", count: parties.count) {
      parties.filter { kinds.contains(partyKinds[$0.value.row]) }.map(\.key)
    }
  }
}

/// Sorted names, made at the first mistake: a file with thousands of wrong references asks for the same ones each time.
private final class NameLists {
  private var known: [String: (count: Int, names: [String])] = [:]

  /// The names under a key, made anew if there are more or less of them than the last time.
  func sorted(_ key: String, count: Int, _ make: () -> [String]) -> [String] {
    if let list = known[key], list.count == count { return list.names }
    let names = make().sorted()
    known[key] = (count, names)
    return names
  }
}
