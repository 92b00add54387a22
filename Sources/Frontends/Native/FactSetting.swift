public import Diagnostics
public import Topology
internal import YAMLTree

/// `--set orders.replicas=8`: one fact of a model replaced, with the same checks as in a file.
public struct FactSetting: Sendable {
  /// Why a setting is not possible.
  public struct Failure: Error {
    public var diagnostic: Diagnostic
  }

  /// `<entity id>.<field path>`, as it was written.
  public let target: String
  /// YAML.
  public let value: String
  /// What is replaced.
  public let fact: FactID

  /// Understands a setting.
  ///
  /// - Parameter text: `<entity id>.<field path>=<value>`; the value is YAML.
  public init(_ text: String, in topology: Topology, sources: inout Sources) throws(Failure) {
    let file = SourceFile(path: "<--set>", bytes: Array(text.utf8))
    let id = sources.add(file)
    let whole = Span(file: id, start: 0, end: UInt32(file.bytes.count))
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw Self.failure("bad-setting", "`\(text)` is no setting", whole, help: "write it like `orders.replicas=8`")
    }
    target = String(text[..<equals])
    value = String(text[text.index(after: equals)...])
    guard let (entity, path) = Self.split(target, topology) else {
      throw Self.failure(
        "bad-setting", "`\(target)` names no fact of the model", whole, help: "write `<entity>.<field>=<value>`")
    }
    guard let column = Schema.table(entity.table).column(path) else {
      let fields = Schema.table(entity.table).columns.map(\.path)
      let nearest = Suggestion.nearest(to: path, among: fields)
      throw Self.failure(
        "unknown-key",
        "`\(topology.id(of: entity))` has no field `\(path)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), whole
      )
    }
    fact = FactID(column, row: entity.row)
  }

  /// A value, in YAML, for a fact that is found already.
  public init(_ fact: FactID, to value: String, in topology: Topology) {
    self.fact = fact
    self.value = value
    target = topology.describe(fact)
  }

  /// A copy of the model with the fact replaced.
  public func applied(to topology: Topology, sources: inout Sources) throws(Failure) -> Topology {
    let spec = Schema.column(fact.column)
    let file = SourceFile(path: "<--set>", bytes: Array("\(spec.field.name): \(value)".utf8))
    let id = sources.add(file)
    let stream = YAMLReader.read(file, id: id)
    guard !stream.hasErrors, let entry = stream.documents.first?.root.entries.first else {
      let whole = Span(file: id, start: 0, end: UInt32(file.bytes.count))
      throw Failure(diagnostic: stream.diagnostics.first ?? .error("bad-setting", "`\(value)` is no value", at: whole))
    }
    var loader = NativeLoader(resuming: topology)
    loader.isOverlay = true
    loader.builder.forgetWhatFollows()
    let kind = fact.column.table == .party ? topology.kind(ofParty: fact.row) : nil
    if let kind, let kinds = spec.field.kinds, !kinds.contains(kind) {
      throw Self.failure("unknown-key", "`\(spec.path)` is no field of a \(kind)", entry.key.place)
    }
    loader.readValue(spec, key: entry.key, entry.value, row: fact.row, kind: kind)
    for parent in Schema.table(fact.column.table).ancestors(of: fact.column.index).dropFirst() {
      loader.makePresent(parent, fact.column, fact.row)
    }
    if let problem = loader.bag.diagnostics.first { throw Failure(diagnostic: problem) }
    loader.builder.fillWhatFollows()
    let changed = loader.builder.topology
    if let problem = Consistency.problems(in: changed).first { throw Failure(diagnostic: problem) }
    return changed
  }

  /// The longest entity id that the target begins with, and the field path after it.
  private static func split(_ target: String, _ topology: Topology) -> (EntityID, String)? {
    var dots = target.indices.filter { target[$0] == "." }
    while let dot = dots.popLast() {
      if let entity = topology.entity(withID: String(target[..<dot])) {
        return (entity, String(target[target.index(after: dot)...]))
      }
    }
    return nil
  }

  private static func failure(
    _ code: String, _ message: String, _ span: Span, help: String? = nil
  ) -> Failure {
    Failure(diagnostic: .error(code, message, at: span, helps: help.map { [$0] } ?? []))
  }
}

extension NativeLoader {
  /// A loader that changes facts of a finished model.
  init(resuming topology: Topology) {
    self.init(bag: DiagnosticBag(), system: topology.name)
    builder = TopologyBuilder(resuming: topology)
    for row in topology.rows(of: .party) {
      let name = topology.name(EntityID(.party, row))
      names.parties[name] = NameTable.Entry(row: row, place: Span(file: FileID(rawValue: 0), start: 0, end: 0))
      names.partyKinds.append(topology.kind(ofParty: row))
      names.partyNames.append(name)
    }
    for row in topology.rows(of: .dataSet) {
      names.dataSets[topology.name(EntityID(.dataSet, row))] = NameTable.Entry(
        row: row, place: Span(file: FileID(rawValue: 0), start: 0, end: 0))
    }
    for row in topology.rows(of: .operation) {
      let party = topology.name(EntityID(.party, topology.owner(EntityID(.operation, row))))
      let interface = topology.interface(ofOperation: row).map { topology.name(EntityID(.interface, $0)) }
      names.addOperation(row, name: topology.name(EntityID(.operation, row)), party: party, interface: interface)
    }
  }

  /// A field of a record is stated: so is the record.
  mutating func makePresent(_ index: Int, _ column: ColumnID, _ row: Int) {
    let record = ColumnID(table: column.table, index: index)
    guard builder[record, row].state != .value else { return }
    builder[record, row] = Cell(.value, basis: plainBasis, place: builder[column, row].place)
  }
}
