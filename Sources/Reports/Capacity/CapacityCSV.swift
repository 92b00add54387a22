import Analysis
import Topology

/// Every figure of workloads, components and the system as rows for a spreadsheet, in seconds, per second, bytes and
/// fractions (RFC 4180, with line feeds).
public enum CapacityCSV {
  private static let head = [
    "system", "kind", "name", "figure", "unit", "value", "low", "high", "basis", "assumptions", "missing",
    "p10", "p50", "p90", "error", "omissions",
  ]

  /// The rows with their head; figures that do not apply are left out. The percentiles are those of figures that
  /// ranges or distributions move; `error` is how far a formula may be off, as a share, and `omissions` what it leaves out.
  public static func render(_ reports: [CapacityReport]) -> String {
    ([head] + reports.flatMap(rows)).map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
  }

  private static func rows(_ report: CapacityReport) -> [[String]] {
    let analysis = report.analysis
    let topology = analysis.topology
    let uncertain = Dictionary(
      (report.uncertainty?.outcomes ?? []).map { (Key(figure: $0.figure.name, $0.figure.table, $0.row), $0) },
      uniquingKeysWith: { first, _ in first })
    let subjects: [(TableID, [Int])] = [
      (.workload, Array(topology.rows(of: .workload))), (.party, analysis.loadedParties), (.system, [0]),
    ]
    return subjects.flatMap { table, rows in
      rows.flatMap { row in
        FigureCatalog.members(of: table).compactMap { figure -> [String]? in
          guard table != .party || figure.kinds.contains(topology.kind(ofParty: row)) else { return nil }
          let estimate = figure.estimate(analysis, row)
          guard estimate.isApplicable else { return nil }
          let outcome = uncertain[Key(figure: figure.name, table, row)]
          return self.row(figure, EntityID(table, row), estimate, topology) + percentiles(outcome)
            + [
              estimate.error > 0 ? number(estimate.error) : "", estimate.omissions.map(\.words).joined(separator: "; "),
            ]
        }
      }
    }
  }

  /// Which figure of what.
  private struct Key: Hashable {
    let figure: String
    let subject: EntityID

    init(figure: String, _ table: TableID, _ row: Int) {
      self.figure = figure
      subject = EntityID(table, row)
    }
  }

  /// Of a percentile that is itself an interval, its worse end is not worth a column: nothing is written.
  private static func percentiles(_ outcome: UncertainOutcome?) -> [String] {
    guard let outcome else { return ["", "", ""] }
    return [outcome.p10, outcome.p50, outcome.p90].map { number($0.point) }
  }

  private static func row(
    _ figure: Figure, _ subject: EntityID, _ estimate: Estimate, _ topology: Topology
  ) -> [String] {
    let kind = subject.table == .party ? "\(topology.kind(ofParty: subject.row))" : "\(subject.table)"
    let name = subject.table == .system ? topology.name ?? "" : topology.name(subject)
    return [
      topology.name ?? "", kind, name, figure.name, "\(figure.unit)", number(estimate.point),
      number(estimate.value?.low), number(estimate.value?.high), estimate.basis.word,
      estimate.assumptions.map(\.words).joined(separator: "; "),
      estimate.missing.map(topology.describe).joined(separator: "; "),
    ]
  }

  /// Empty for what is not known; without a bound it says so.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    return value.isFinite ? JSONText.number(value).renderedInline() : "unbounded"
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
