internal import Checking
internal import Topology

/// Subjects of a model that are no entity by their id: pairs of ends, figures and facts.
struct ModelSubjects {
  private let model: ModelView
  private var topology: Topology { model.topology }

  init(_ model: ModelView) { self.model = model }

  func resolve(_ subject: String) -> Explanation? { pair(subject) ?? figure(subject) ?? fact(subject) }

  /// `a -> b`: the link, if exactly one joins the two, else the paths between them.
  private func pair(_ subject: String) -> Explanation? {
    guard let arrow = subject.firstRange(of: " -> "), let from = end(subject[..<arrow.lowerBound]),
      let to = end(subject[arrow.upperBound...])
    else { return nil }
    let direct = LinkPaths.direct(from: from, to: to, in: topology)
    if let only = direct.first, direct.count == 1 { return LinkExplanation(row: only, model: model).explanation() }
    return PathExplanation(from: from, to: to, model: model).explanation()
  }

  private func end(_ name: Substring) -> EntityID? {
    topology.entity(withID: String(name)).flatMap { $0.table == .party || $0.table == .operation ? $0 : nil }
  }

  /// `<subject>.<figure>`; the longest figure name first, so that `p99` is not taken for the name.
  private func figure(_ subject: String) -> Explanation? {
    for (owner, rest) in splits(subject) {
      guard let entity = entity(owner), let figure = FigureCatalog.figure(rest, of: entity.table) else { continue }
      return EstimateExplanation(figure: figure, entity: entity, model: model).explanation()
    }
    return nil
  }

  /// `<subject>.<path of the field>`.
  private func fact(_ subject: String) -> Explanation? {
    for (owner, path) in splits(subject) {
      guard let entity = entity(owner), let column = Schema.table(entity.table).column(path) else { continue }
      return FactExplanation(fact: FactID(column, row: entity.row), model: model).explanation()
    }
    return nil
  }

  /// The ways to part a name at a point, the shortest owner first.
  private func splits(_ subject: String) -> [(owner: String, rest: String)] {
    subject.indices.filter { subject[$0] == "." }.map {
      (String(subject[..<$0]), String(subject[subject.index(after: $0)...]))
    }
  }

  /// An entity, or a record in a list such as `order.copies[order-events]`.
  private func entity(_ id: String) -> EntityID? {
    if let entity = topology.entity(withID: id) { return entity }
    guard id.hasSuffix("]") else { return nil }
    let records: [TableID] = [.copy, .transformation, .pool, .distance, .backup]
    return records.lazy.flatMap { table in topology.rows(of: table).map { EntityID(table, $0) } }.first { topology.id(of: $0) == id }
  }
}
