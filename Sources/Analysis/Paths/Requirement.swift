import Topology

/// Whether somebody says that a caller fails without a link: `required`, or what defines it (`on_failure`, `fallback`).
///
/// No fallback alone does not say so, because a caller may simply leave out what it cannot get.
enum Requirement: Sendable {
  case needed, optional, unsaid

  init(ofLink link: Int, _ topology: Topology) {
    switch topology.flag(Columns.linkRequired, link) {
    case true?: self = .needed
    case false?: self = .optional
    case nil: self = .unsaid
    }
  }
}
