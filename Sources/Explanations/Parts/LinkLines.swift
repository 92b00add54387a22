internal import Analysis
internal import Topology

/// Links as lines.
extension ModelView {
  /// Each link under its id, with what is stated of the call; of very many the first.
  func lines(ofLinks links: some Sequence<Int32>) -> [Explanation.FactLine] {
    let all = Array(links)
    let shown = all.prefix(Self.mostLines).map { line(ofLink: Int($0)) }
    return all.count > shown.count ? shown + [Explanation.FactLine("and \(all.count - shown.count) more", "")] : shown
  }

  func line(ofLink row: Int) -> Explanation.FactLine {
    let entity = EntityID(.link, row)
    return Explanation.FactLine(topology.id(of: entity), call(row), span: topology.definition(entity)?.key)
  }

  /// Mode, access, timeout and attempts, as far as they are stated.
  func call(_ row: Int) -> String {
    var words = [isSynchronous(row) ? "sync" : "async"]
    switch topology.flag(LinkLineColumns.required, row) {
    case .some(true): words.append("required")
    case .some(false): words.append("optional")
    case .none: break
    }
    if let access = topology.word(Facts.Link.access, row) { words.append(access) }
    if let purpose = topology.word(Facts.Link.class, row), purpose != "runtime" { words.append(purpose) }
    switch topology.state(Facts.Link.timeout, row) {
    case .value: words.append("timeout \(topology.valueText(FactID(Facts.Link.timeout, row: row)))")
    case .none: words.append("no timeout")
    case .unknown where isSynchronous(row): words.append("timeout not stated")
    case .unknown: break
    }
    if let attempts = analysis.attempts(ofLink: row).point, attempts > 1 {
      words.append("up to \(FigureText.number(attempts, .count)) attempts")
    }
    return words.joined(separator: ", ")
  }

  /// Whether the caller waits; by definition not at queues.
  func isSynchronous(_ row: Int) -> Bool {
    if let mode = topology.word(Facts.Link.mode, row) { return mode == "sync" }
    return topology.kind(ofParty: topology.source(ofLink: row)) != .queue
      && topology.kind(ofParty: topology.target(ofLink: row)) != .queue
  }
}

private enum LinkLineColumns {
  static let required = Schema.named(.link, "required")
}
