import Pseudorandom
import Diagnostics
import Topology

@testable import Frontends
@testable import Rules

/// Random models near a rule's examples: first one in which everything is stated, then the same with facts removed.
struct RandomModel {
  let subject: RuleUnderTest
  var random: SeededRandom

  init(for subject: RuleUnderTest, seed: UInt64) {
    self.subject = subject
    random = SeededRandom(seed: seed, name: subject.rule.id)
  }

  /// An example with some facts and ends of links changed, and every fact stated that any of the examples states.
  ///
  /// Half of the models stay close to an example: a rule with many conditions would hardly ever fail on the others.
  mutating func full() -> Topology? {
    for _ in 0..<20 {
      let isClose = random.chance(0.5)
      guard let seed = random.pick(isClose ? subject.failingSeeds : subject.seeds) else { return nil }
      let topology = stateAll(in: seed, keeping: isClose ? 0.93 : 0.6)
      if Consistency.problems(in: topology).isEmpty { return topology }
    }
    return nil
  }

  /// The model without `share` of its facts; with small probability also with links that may go on, or whose operation
  /// nobody named.
  mutating func removing(_ share: Double, from topology: Topology) -> Topology {
    var builder = Self.builder(on: topology, forgetting: subject.columns)
    for row in topology.rows(of: .link) where !subject.readsFigures && random.chance(0.08) {
      connect(row, in: &builder, targetOperation: nil)
    }
    for row in topology.rows(of: .party) where topology.kind(ofParty: row) != .client && random.chance(0.04) {
      builder[Facts.Party.linksComplete, row] = Cell(.value, basis: .stated, payload: 0)
    }
    // A record goes whole, or leaf by leaf: together `share` of its leaves.
    let whole = share / 2
    let leaf = 1 - (1 - share) / (1 - whole)
    for column in subject.columns.map(Schema.column) {
      let chance = column.isRecord ? whole : column.parent == nil ? share : leaf
      for row in topology.rows(of: column.id.table) where random.chance(chance) { forget(column, row, in: &builder) }
    }
    return builder.finish()
  }

  // MARK: Stating

  private mutating func stateAll(in seed: Topology, keeping share: Double) -> Topology {
    var builder = Self.builder(on: seed, forgetting: subject.columns)
    let place = Self.place(in: &builder)
    for row in seed.rows(of: .link) where random.chance((1 - share) / 3) { rewire(row, in: &builder) }
    let candidates = Candidates(subject: subject, topology: seed, place: place)
    for column in subject.columns.map(Schema.column) {
      for row in seed.rows(of: column.id.table) where seed.allows(column, row) {
        state(column, row, candidates, keeping: share, in: &builder)
      }
    }
    return builder.finish()
  }

  private mutating func state(
    _ column: ColumnSpec, _ row: Int, _ candidates: Candidates, keeping share: Double, in builder: inout TopologyBuilder
  ) {
    let isInside =
      column.parent.map { builder[ColumnID(table: column.id.table, index: $0), row].state == .value } ?? true
    guard isInside else {
      builder[column.id, row] = .unknown
      return
    }
    let isSaid = builder[column.id, row].state != .unknown
    let isDefined = candidates.topology.basis(column.id, row) == .definition
    if isSaid || isDefined, random.chance(share) { return }
    let values = candidates.values(of: column, row: row)
    // `none` and the other values by halves would leave most records empty.
    let isNone = Candidates.canBeNone(column.field) && random.chance(0.25)
    if let value = isNone
      ? values.first : random.pick(Array(values.dropFirst(Candidates.canBeNone(column.field) ? 1 : 0)))
    {
      builder[column.id, row] = value.make(&builder)
    }
  }

  /// Another source or target of the same kind, where there is one.
  private mutating func rewire(_ link: Int, in builder: inout TopologyBuilder) {
    let topology = builder.topology
    let (source, target) = (topology.source(ofLink: link), topology.target(ofLink: link))
    let isSource = random.chance(0.5)
    let end = isSource ? source : target
    let others = topology.parties(topology.kind(ofParty: end))
    guard let other = random.pick(others) else { return }
    let operation = random.pick(Array(topology.operations(ofParty: other))).map(Int.init)
    builder.connect(
      link: link, source: isSource ? other : source,
      sourceOperation: isSource ? operation : topology.sourceOperation(ofLink: link), target: isSource ? target : other,
      targetOperation: isSource ? topology.targetOperation(ofLink: link) : operation)
  }

  private func connect(_ link: Int, in builder: inout TopologyBuilder, targetOperation: Int?) {
    let topology = builder.topology
    builder.connect(
      link: link, source: topology.source(ofLink: link), sourceOperation: topology.sourceOperation(ofLink: link),
      target: topology.target(ofLink: link), targetOperation: targetOperation)
  }

  private func forget(_ column: ColumnSpec, _ row: Int, in builder: inout TopologyBuilder) {
    if case .rows(let table) = column.field.type, builder[column.id, row].state == .value {
      for record in Payload.span(builder[column.id, row].payload) {
        for member in Schema.table(table).columns { builder[member.id, record] = .unknown }
      }
    }
    builder[column.id, row] = .unknown
    for member in Schema.table(column.id.table).members(of: column.id.index) { forget(member, row, in: &builder) }
  }

  // MARK: Building

  /// A builder that makes anew what holds by definition.
  static func builder(on topology: Topology, forgetting columns: [ColumnID]) -> TopologyBuilder {
    var builder = TopologyBuilder(resuming: topology)
    let defined =
      columns + [
        Facts.Link.visits, Facts.Link.class, Facts.Link.mode, Facts.Link.deadline, Facts.Link.access,
        Facts.Link.required,
        Facts.Party.external, Facts.Party.replicationN, Facts.Interface.exposure,
      ]
    for column in defined where topology.hasFacts(column) {
      for row in topology.rows(of: column.table) where topology.basis(column, row) == .definition {
        builder[column, row] = .unknown
      }
    }
    return builder
  }

  static func place(in builder: inout TopologyBuilder) -> PlaceID {
    let span = Span(file: FileID(rawValue: 0), start: 0, end: 1)
    return builder.addPlace { $0.add(key: span, value: span) }
  }
}

extension Topology {
  /// Whether an entity of the row's kind has the field.
  func allows(_ column: ColumnSpec, _ row: Int) -> Bool {
    guard column.id.table == .party, let kinds = column.field.kinds else { return true }
    return kinds.contains(kind(ofParty: row))
  }
}
