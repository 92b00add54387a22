internal import Diagnostics
internal import Frontends
internal import Topology

/// Finds figures whose evidence is too old to rest a verdict on.
struct Evidence {
  /// ISO 8601.
  let today: String
  /// Days after which a figure that says of which day it is counts as old; `nil` for never.
  let mostDays: Double?

  /// Messages about the figures of a model that hold no longer, in the order of the model. O(1) where no fact has a date.
  func hygiene(_ topology: Topology) -> [Diagnostic] {
    guard topology.places.hasDates else { return [] }
    var seen: Set<Span> = []
    return TableID.allCases.flatMap { table in
      topology.rows(of: table).flatMap { row in
        topology.statedColumns(of: EntityID(table, row)).compactMap { column in
          problem(FactID(column.id, row: row), topology, &seen)
        }
      }
    }
  }

  /// An anchored figure stands in one place, and is said once.
  private func problem(_ fact: FactID, _ topology: Topology, _ seen: inout Set<Span>) -> Diagnostic? {
    guard let remark = topology.remark(on: fact), let place = topology.place(of: fact)?.value,
      let words = words(remark), seen.insert(place).inserted
    else { return nil }
    return Diagnostic(
      .warning, "stale-evidence", "`\(topology.describe(fact))` \(words)", at: Label(place),
      notes: remark.evidence.map { ["the evidence is: \($0)"] } ?? [],
      helps: ["find it anew, and write down the day"])
  }

  /// What its author says counts before how old it may be in general.
  private func words(_ remark: Remark) -> String? {
    if let until = remark.until { return until < today ? "was to be relied on until \(until)" : nil }
    guard let mostDays, let date = remark.date, let found = CalendarDate.dayNumber(date),
      let now = CalendarDate.dayNumber(today), Double(now - found) > mostDays
    else { return nil }
    return "was found on \(date), \(now - found) days ago"
  }
}
