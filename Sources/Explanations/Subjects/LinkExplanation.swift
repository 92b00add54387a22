internal import Analysis
internal import Topology

/// Explains a link.
struct LinkExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var entity: EntityID { EntityID(.link, row) }

  func explanation() -> Explanation {
    Explanation(
      subject: topology.id(of: entity), kind: .link, title: "link \(model.quoted(entity))",
      sections: [
        Explanation.Section("", [.paragraph(summary), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity))]),
        Explanation.Section(
          "Load", [.facts(FigureLines(model).lines(of: entity, named: ["flow", "peak_flow", "attempts"]))]),
        Explanation.Section("Longest wait of the caller", [.paragraph(longestWait)]),
      ] + model.verdictSections(on: [entity]))
  }

  private var summary: String {
    let (source, target) = (topology.source(ofLink: row), topology.target(ofLink: row))
    let (from, to) = (topology.kind(ofParty: source), topology.kind(ofParty: target))
    let way = model.isSynchronous(row) ? "waits for the answer" : "does not wait"
    return "From the \(from) \(model.party(source)) to the \(to) \(model.party(target)); the caller \(way)."
  }

  /// Every attempt may take the whole timeout; waits between attempts come on top.
  private var longestWait: String {
    guard model.isSynchronous(row), let timeout = topology.number(Facts.Link.timeout, row),
      let attempts = model.analysis.attempts(ofLink: row).point, attempts > 1
    else { return "" }
    let longest = FigureText.number(attempts * timeout, .duration)
    let one = FigureText.number(timeout, .duration)
    return
      "\(FigureText.number(attempts, .count)) attempts of \(one) each: \(longest), and the waits between them on top."
  }
}
