internal import Expressions
internal import Topology

/// Relations along paths that the analyses know.
enum PathRelation: Sendable {
  /// The links along which retries multiply most.
  case retryPath
  /// The links of the longest chain of calls that are waited for.
  case synchronousChain
  /// Components whose answers the client waits for.
  case synchronousParties
  /// Components that some requests of a component need, and of which some requests need it.
  case dependencies, dependants
  /// Workloads that fail without a component, and components without which a workload fails.
  case stops, dominators
  /// Zones without which a component fails.
  case zonesNeeded
  /// The highest criticality of the workloads that reach a component.
  case criticality

  /// Whether the answer is kept: it is short for most components, takes long, and depends on nothing but the model.
  var isKept: Bool { self == .stops || self == .zonesNeeded }

  /// The fields of a table's rows; of parties, those of components.
  static func fields(of table: TableID) -> [(String, ExpressionType, Navigation, Cost)] {
    switch table {
    case .link: [("retry_path", .list(.object("link")), .path(.retryPath), .degree)]
    case .party:
      [
        ("dependencies", .list(.object("component")), .path(.dependencies), .degree),
        ("dependants", .list(.object("component")), .path(.dependants), .degree),
        ("stops", .list(.object("workload")), .path(.stops), .degree),
        ("zones_needed", .list(.string), .path(.zonesNeeded), .degree),
        ("criticality", .nullable(.enumeration("tier")), .path(.criticality), .degree),
      ]
    case .workload:
      [
        ("sync_chain", .list(.object("link")), .path(.synchronousChain), .degree),
        ("synchronous_parties", .list(.object("component")), .path(.synchronousParties), .degree),
        ("dominators", .list(.object("component")), .path(.dominators), .degree),
      ]
    default: []
    }
  }
}
