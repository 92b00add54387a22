import Topology

/// Whether somebody says that a caller fails without a link.
///
/// `required`, `on_failure` and `fallback` agree with each other, so that one of them can decide; no fallback alone does
/// not, because a caller may simply leave out what it cannot get.
enum Requirement: Sendable {
  case needed, optional, unsaid

  init(ofLink link: Int, _ topology: Topology) {
    if let required = topology.flag(Columns.linkRequired, link) {
      self = required ? .needed : .optional
    } else if let onFailure = topology.word(Columns.linkOnFailure, link) {
      self = onFailure == "fail-closed" ? .needed : .optional
    } else if let fallback = topology.word(Columns.linkFallback, link), fallback != "none" {
      self = .optional
    } else {
      self = .unsaid
    }
  }
}
