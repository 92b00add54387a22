import Rules
import Topology

/// Puts evidence in the order in which a request, or a message, meets it: a caller, the link, its callee.
struct EvidenceOrder {
  private let topology: Topology

  init(_ topology: Topology) { self.topology = topology }

  /// Otherwise the order given; in a loop, the first given comes first. O(n²) for the few that a finding has.
  func sorted(_ evidence: [Evidence]) -> [Evidence] {
    var rest = evidence
    var result: [Evidence] = []
    while !rest.isEmpty {
      let next = rest.indices.first { index in
        !rest.contains { $0.subject != rest[index].subject && leads($0.subject, to: rest[index].subject) }
      }
      result.append(rest.remove(at: next ?? 0))
    }
    return result
  }

  /// Whether work goes from one entity directly to the other.
  private func leads(_ a: EntityID, to b: EntityID) -> Bool {
    switch (a.table, b.table) {
    case (.link, .link): topology.target(ofLink: a.row) == topology.source(ofLink: b.row)
    case (.link, _): party(b).map { $0 == topology.target(ofLink: a.row) } ?? false
    case (_, .link): party(a).map { $0 == topology.source(ofLink: b.row) } ?? false
    default: false
    }
  }

  private func party(_ entity: EntityID) -> Int? {
    switch entity.table {
    case .party: entity.row
    case .operation, .interface: topology.owner(entity)
    default: nil
    }
  }
}
