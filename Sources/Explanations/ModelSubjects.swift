internal import Analysis
internal import Checking
internal import Diagnostics
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
    name.isEmpty
      ? nil : topology.entity(withID: String(name)).flatMap { $0.table == .party || $0.table == .operation ? $0 : nil }
  }

  /// `<subject>.<figure>`; the longest figure name first, so that `p99` is not taken for the name.
  private func figure(_ subject: String) -> Explanation? {
    for (owner, rest) in splits(subject) {
      for entity in entities(owner) {
        guard let figure = FigureCatalog.figure(rest, of: entity.table) else { continue }
        return EstimateExplanation(figure: figure, entity: entity, model: model).explanation()
      }
    }
    return nil
  }

  /// `<subject>.<path of the field>`.
  private func fact(_ subject: String) -> Explanation? {
    for (owner, path) in splits(subject) {
      for entity in entities(owner) {
        if let attribute = AttributeExplanation(path, in: topology)?.explanation(of: entity, model) { return attribute }
        guard let column = Schema.table(entity.table).column(path) else { continue }
        return FactExplanation(fact: FactID(column, row: entity.row), model: model).explanation()
      }
    }
    return nil
  }

  /// Names of the form that was asked for: pairs whose one end is right, facts and figures of an entity that is there.
  func candidates(for subject: String) -> [String] {
    if let arrow = subject.firstRange(of: " -> ") {
      let (from, to) = (
        nearestEnd(String(subject[..<arrow.lowerBound])), nearestEnd(String(subject[arrow.upperBound...]))
      )
      guard let from, let to else { return [] }
      return ["\(from) -> \(to)"]
    }
    return splits(subject).compactMap { entity($0.owner) }.flatMap { entity in
      let paths = Schema.table(entity.table).columns.map(\.path) + FigureCatalog.figures(of: entity.table).map(\.name)
      return paths.map { "\(topology.id(of: entity)).\($0)" }
    }
  }

  private func nearestEnd(_ name: String) -> String? {
    if end(name[...]) != nil { return name }
    let tables: [TableID] = [.party, .operation]
    let ends = tables.flatMap { table in topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) } }
    return Suggestion.nearest(to: name, among: ends)
  }

  /// The ways to part a name at a point, the shortest owner first.
  private func splits(_ subject: String) -> [(owner: String, rest: String)] {
    subject.indices.filter { subject[$0] == "." }.map {
      (String(subject[..<$0]), String(subject[subject.index(after: $0)...]))
    }
  }

  /// An entity, or a record in a list such as `order.copies[order-events]`.
  /// All that is called so: a workload may have the name of a component.
  private func entities(_ id: String) -> [EntityID] {
    let first = entity(id)
    let workload = topology.rows(of: .workload).map { EntityID(.workload, $0) }.first { topology.id(of: $0) == id }
    return [first, workload == first ? nil : workload].compactMap(\.self)
  }

  private func entity(_ id: String) -> EntityID? {
    if id.isEmpty { return nil }
    if let entity = topology.entity(withID: id) { return entity }
    guard id.hasSuffix("]") else { return nil }
    let records: [TableID] = [.copy, .transformation, .pool, .distance, .backup]
    return records.lazy.flatMap { table in topology.rows(of: table).map { EntityID(table, $0) } }.first {
      topology.id(of: $0) == id
    }
  }
}
