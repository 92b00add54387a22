internal import Diagnostics
public import Topology
internal import YAMLTree

/// Several facts of one entity stated anew, as a suggestion of a rule writes them.
public enum FactEdit {
  /// A copy of the model with the facts of a map laid over an entity; `nil` if they are not facts of such an entity.
  ///
  /// - Parameter change: A map in the language of topologies, e.g. `{idempotency: {mechanism: key, window: 24h}}`.
  public static func apply(_ change: String, to entity: EntityID, of topology: Topology) -> Topology? {
    let file = SourceFile(path: "<suggestion>", bytes: Array(change.utf8))
    let stream = YAMLReader.read(file, id: FileID(rawValue: 0))
    guard !stream.hasErrors, let root = stream.documents.first?.root, root.isMapping else { return nil }
    var loader = NativeLoader(resuming: topology)
    loader.isOverlay = true
    loader.forgetReplaced(root, entity)
    let kind = entity.table == .party ? topology.kind(ofParty: entity.row) : nil
    loader.readFields(root, table: entity.table, row: entity.row, parent: nil, kind: kind)
    if entity.table == .link { loader.builder.defineNeed(ofLink: entity.row) }
    guard !loader.bag.hasErrors, Consistency.problems(in: loader.builder.topology).isEmpty else { return nil }
    return loader.builder.topology
  }
}

extension NativeLoader {
  /// A record that is stated anew says all there is to say: what it said before is gone.
  mutating func forgetReplaced(_ map: YAMLNode, _ entity: EntityID) {
    let schema = Schema.table(entity.table)
    for entry in map.entries {
      guard let column = schema.member(entry.key.text, of: nil), column.isRecord else { continue }
      for inner in schema.columns where schema.ancestors(of: inner.id.index).contains(column.id.index) {
        if builder[inner.id, entity.row].state != .unknown { builder[inner.id, entity.row] = .unknown }
      }
    }
  }
}
