internal import Expressions
internal import Topology

/// Relations along paths that the analyses know.
enum PathRelation: Sendable {
  /// The links along which retries multiply most.
  case retryPath

  /// The fields of a table's rows; of parties, those of components.
  static func fields(of table: TableID) -> [(String, ExpressionType, Navigation, Cost)] {
    switch table {
    case .link: [("retry_path", .list(.object("link")), .path(.retryPath), .degree)]
    default: []
    }
  }
}
