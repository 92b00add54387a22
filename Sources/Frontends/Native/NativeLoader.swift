internal import Diagnostics
internal import Topology
internal import YAMLTree

/// Turns documents in the native language into one model, and says everything that is wrong with them.
///
/// Two passes: the first declares every entity, so that the second can resolve references in any order and over files.
struct NativeLoader {
  var builder: TopologyBuilder
  var bag: DiagnosticBag
  var names = NameTable()
  /// What the first pass found and the second reads.
  var declared: [Declared] = []
  /// Facts under `system.defaults`, applied where nothing is stated.
  var defaults: [DefaultFacts] = []
  /// The basis of plain values that are being read.
  var plainBasis = Basis.stated
  /// Where facts go that belong to no row yet: defaults and technologies.
  var captured: [(ColumnID, Cell)] = []
  /// Facts replace those that are there, and entities must exist already.
  var isOverlay = false

  /// An entity with the map that describes it.
  struct Declared {
    var entity: EntityID
    var kind: PartyKind?
    var node: YAMLNode
    /// Keys of the map that are no facts (`interfaces`).
    var structure: Set<String> = []
  }

  init(bag: DiagnosticBag, system: String?) {
    self.bag = bag
    builder = TopologyBuilder(name: system)
  }

  /// Reads all documents of one system and the overlays on it.
  static func load(
    _ documents: [NativeDocument], overlays: [NativeDocument], technologies: TechnologyTable, system: String?,
    into bag: DiagnosticBag
  ) -> (topology: Topology, bag: DiagnosticBag) {
    var loader = NativeLoader(bag: bag, system: system)
    for document in documents { loader.declare(document) }
    loader.readDeclared()
    for document in documents where document.versionProblem() == nil {
      document.document.root.entry("links").map { loader.readLinks($0) }
    }
    loader.isOverlay = true
    for document in overlays { loader.overlay(document) }
    loader.checkLinkIdentities()
    loader.applyDefaults()
    loader.apply(technologies)
    let topology = loader.builder.finish()
    loader.bag.add(contentsOf: Consistency.problems(in: topology))
    return (topology, loader.bag)
  }

  mutating func readDeclared() {
    let pending = declared
    declared = []
    for item in pending { readFields(of: item) }
  }

  mutating func readFields(of item: Declared) {
    readFields(
      item.node, table: item.entity.table, row: item.entity.row, parent: nil, kind: item.kind, structure: item.structure
    )
  }

  mutating func error(
    _ code: String, _ message: String, at span: Span?, _ label: String = "", secondary: [Label] = [],
    helps: [String] = []
  ) {
    bag.add(
      Diagnostic(.error, code, message, at: span.map { Label($0, label) }, secondary: secondary, helps: helps))
  }
}
