public import Diagnostics
public import Topology

/// The system as a Mermaid flow chart, which GitHub and GitLab draw.
///
/// Clients are stadiums, services boxes, stores cylinders, queues hexagons; asynchronous links are dotted.
public enum GraphMermaid {
  /// - Parameters:
  ///   - marked: Rows of the `party` table with the worst finding on them.
  ///   - limit: Above so many components only those with findings and their neighbours are drawn.
  public static func render(_ topology: Topology, marked: [Int: Severity] = [:], limit: Int? = nil) -> String {
    MermaidChart(topology: topology, marked: marked, limit: limit).text()
  }
}

struct MermaidChart {
  let topology: Topology
  let marked: [Int: Severity]
  let limit: Int?

  /// Mermaid refuses charts with more than 500 links.
  private static let mostLinks = 480

  /// Whether only a part of the system is drawn.
  var isCut: Bool { limit.map { topology.count(.party) > $0 } ?? false }

  func text() -> String {
    let shown = shown
    let links = MermaidLinks.joined(topology, among: Set(shown))
    var lines = ["flowchart LR"]
    if isCut {
      lines.append(
        "  %% \(shown.count) of \(topology.count(.party)) components: those with findings, and their neighbours")
    }
    lines += shown.map { "  " + node($0) }
    lines += links.prefix(limit == nil ? links.count : Self.mostLinks).map { "  " + $0.text }
    return (lines + classes(shown)).joined(separator: "\n") + "\n"
  }

  // MARK: Nodes

  /// The rows to draw, in file order.
  var shown: [Int] {
    guard let limit, isCut else { return Array(topology.rows(of: .party)) }
    var rows: Set<Int> = []
    let centres = marked.keys.sorted { (marked[$1] ?? .note, $0) < (marked[$0] ?? .note, $1) }
    for row in centres where rows.count < limit { rows.insert(row) }
    for neighbour in centres.flatMap(neighbours) where rows.count < limit { rows.insert(neighbour) }
    return rows.sorted()
  }

  private func neighbours(_ row: Int) -> [Int] {
    topology.outgoing(ofParty: row).map { topology.target(ofLink: Int($0)) }
      + topology.incoming(ofParty: row).map { topology.source(ofLink: Int($0)) }
  }

  private func node(_ row: Int) -> String {
    let name = topology.name(EntityID(.party, row))
    let technology = topology.text(Facts.Party.technology, row).map { [$0] } ?? []
    let label = MermaidText.quoted([name] + technology)
    switch topology.kind(ofParty: row) {
    case .client: return "n\(row)([\(label)])"
    case .service: return "n\(row)[\(label)]"
    case .store: return "n\(row)[(\(label))]"
    case .queue: return "n\(row){{\(label)}}"
    }
  }

  // MARK: Findings

  private func classes(_ shown: [Int]) -> [String] {
    Severity.allCases.reversed().flatMap { severity -> [String] in
      let rows = shown.filter { marked[$0] == severity }
      guard !rows.isEmpty else { return [] }
      return [
        "  classDef \(severity.word) \(Self.style(severity))",
        "  class \(rows.map { "n\($0)" }.joined(separator: ",")) \(severity.word)",
      ]
    }
  }

  /// Borders only, so that text is legible on light and dark pages; the dashes tell the severities apart without colour.
  private static func style(_ severity: Severity) -> String {
    switch severity {
    case .error: "stroke:#d1242f,stroke-width:4px"
    case .warning: "stroke:#bf8700,stroke-width:3px,stroke-dasharray:8 3"
    case .note: "stroke:#0969da,stroke-width:2px,stroke-dasharray:2 3"
    }
  }
}
