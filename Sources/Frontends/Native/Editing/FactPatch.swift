public import Diagnostics
public import Topology
public import YAMLTree

/// Writes changed facts into the files they come from: the edits of the text, comments and order kept.
public struct FactPatch {
  /// Why a change is no plain edit of a file.
  public enum Failure: Error, Sendable {
    /// The entity stands in no file that can be edited.
    case notInAFile
    /// The value is shared through an anchor, or is not written as a mapping.
    case notPlain

    /// What to do instead.
    public var help: String {
      switch self {
      case .notInAFile: "it stands in no file that was read"
      case .notPlain: "what is written there is shared by an anchor, or no mapping; change it by hand"
      }
    }
  }

  private let topology: Topology
  private let documents: [YAMLDocument]

  /// - Parameter streams: The files behind the model.
  public init(_ topology: Topology, streams: [YAMLStream]) {
    self.topology = topology
    documents = streams.flatMap(\.documents)
  }

  /// The edit for `--set`: one fact.
  ///
  /// - Parameter value: As YAML that fits on one line.
  public func set(_ column: ColumnID, of entity: EntityID, to value: String) throws(Failure) -> TextEdit {
    let node = try node(of: entity, column)
    let schema = Schema.table(column.table)
    let chain = schema.ancestors(of: column.index).reversed().map { schema.columns[$0] }
    let path = chain.map(\.field.name)
    do {
      return try MappingEdit.set(path, to: value, in: node) { plain, depth in
        // The records on the way that are written as a plain value.
        expanded(plain, chain[depth - 1], Array(chain[depth...]), value)
      }
    } catch {
      throw .notPlain
    }
  }

  /// The edits for a map of facts, as a suggestion of a rule writes them: each key of the map anew.
  public func apply(_ change: String, to entity: EntityID) throws(Failure) -> [TextEdit] {
    let file = SourceFile(path: "<change>", bytes: Array(change.utf8))
    let stream = YAMLReader.read(file, id: FileID(rawValue: 0))
    guard let root = stream.documents.first?.root, root.isMapping else { throw .notPlain }
    var edits: [TextEdit] = []
    for entry in root.entries {
      guard let column = Schema.table(entity.table).member(entry.key.text, of: nil) else { throw .notPlain }
      let node = try node(of: entity, column.id)
      do {
        edits.append(try MappingEdit.set([entry.key.text], to: file.text(of: entry.value.span), in: node))
      } catch {
        throw .notPlain
      }
    }
    guard let merged = TextEdit.merged(edits) else { throw .notPlain }
    return merged
  }

  // MARK: Parts

  /// The mapping in which a fact of an entity is stated, or would be: in an overlay if one states it.
  private func node(of entity: EntityID, _ column: ColumnID) throws(Failure) -> YAMLNode {
    guard let definition = topology.definition(entity) else { throw .notInAFile }
    let home = try mapping(of: definition)
    guard let place = topology.place(of: FactID(column, row: entity.row)),
      topology.basis(column, entity.row) == .stated, !home.span.contains(place.key)
    else { return home }
    // Stated elsewhere: in an overlay, which wins over the entity itself, or in `defaults`, over which the entity wins.
    return documents.lazy.filter { $0.root.entry("overlay") != nil }
      .compactMap { Self.innermostMapping(at: place.key, in: $0.root) }.first ?? home
  }

  /// The mapping of an entity: the value of its name, or an item of a list.
  private func mapping(of definition: Place) throws(Failure) -> YAMLNode {
    let document = documents.first { $0.id == definition.key.file && $0.span.contains(definition.key) }
    guard let document, let around = Self.innermostMapping(at: definition.key, in: document.root) else {
      throw .notInAFile
    }
    guard let entry = around.entries.first(where: { $0.key.span == definition.key }) else { return around }
    guard entry.value.isMapping, entry.value.via == nil else { throw .notPlain }
    return entry.value
  }

  /// The smallest mapping that holds a span.
  private static func innermostMapping(at span: Span, in node: YAMLNode) -> YAMLNode? {
    guard node.via == nil, node.span.contains(span) else { return nil }
    switch node.kind {
    case .scalar: return nil
    case .sequence: return node.items.lazy.compactMap { innermostMapping(at: span, in: $0) }.first
    case .mapping: return node.entries.lazy.compactMap { innermostMapping(at: span, in: $0.value) }.first ?? node
    }
  }

  /// `{min: 4, max: 8}` for `replicas: 4` where `replicas.max` becomes 8.
  private func expanded(_ node: YAMLNode, _ record: ColumnSpec, _ rest: [ColumnSpec], _ value: String) -> String? {
    guard case .record(let shape) = record.field.type, node.isScalar, let field = rest.first else { return nil }
    let text = node.document.file.text(of: node.span)
    let isNone = text == "none"
    if isNone, !shape.noneIsMainValue { return "{\(pair(rest, value))}" }
    let mains = shape.fillsAllMainFields ? shape.mainFields : Array(shape.mainFields.prefix(1))
    if rest.count == 1, mains == [field.field.name] { return value }
    let kept = mains.filter { $0 != field.field.name }.map { "\($0): \(text)" }
    let pairs = kept + [pair(rest, value)]
    // In the order of the language: `{min: 4, max: 8}`.
    let order = shape.fields.map(\.name)
    return "{" + pairs.sorted { rank($0, order) < rank($1, order) }.joined(separator: ", ") + "}"
  }

  private func rank(_ pair: String, _ order: [String]) -> Int {
    order.firstIndex { pair.hasPrefix("\($0):") } ?? order.count
  }

  private func pair(_ columns: [ColumnSpec], _ value: String) -> String {
    guard let first = columns.first else { return value }
    let rest = Array(columns.dropFirst())
    return "\(first.field.name): " + (rest.isEmpty ? value : "{\(pair(rest, value))}")
  }
}

extension Span {
  /// Whether another span lies within this one.
  fileprivate func contains(_ other: Span) -> Bool { file == other.file && start <= other.start && other.end <= end }
}
