import Topology

/// A value that a fact may have; some values need a list or further rows, which the builder makes.
struct Candidate {
  let make: (inout TopologyBuilder) -> Cell

  static func none(_ place: PlaceID) -> Candidate { Candidate { _ in Cell(.none, basis: .stated, place: place) } }

  static func value(_ payload: UInt64, _ place: PlaceID) -> Candidate {
    Candidate { _ in Cell(.value, basis: .stated, payload: payload, place: place) }
  }
}

/// The small sets of values that stand for all values of a fact: every word of an enumeration, both flags, `none`, 0, the
/// numbers of the examples and of the rule's parameters with a little on either side, and all that can be referred to.
struct Candidates {
  let subject: RuleUnderTest
  let topology: Topology
  /// Contradictions are only looked for among facts that stand somewhere.
  let place: PlaceID

  func values(of column: ColumnSpec, row: Int) -> [Candidate] {
    let values = someValues(of: column, row: row)
    return Self.canBeNone(column.field) ? [.none(place)] + values : values
  }

  private func someValues(of column: ColumnSpec, row: Int) -> [Candidate] {
    switch column.field.type {
    // Who says nothing says that all links are drawn.
    case .flag where column.id == Facts.Party.linksComplete: [.value(1, place)]
    case .flag: [.value(0, place), .value(1, place)]
    case .enumeration(let enumeration): enumeration.values.indices.map { .value(UInt64($0), place) }
    case .integer(let minimum, let unlimited): numbers(column, least: Double(minimum), unlimited, isWhole: true)
    case .number(let minimum): numbers(column, least: minimum, false, isWhole: false)
    case .quantity(_, let domain):
      numbers(column, least: domain == .any ? -.infinity : 0, false, isWhole: false, in: domain)
    case .text, .date: texts(column).map { text in Candidate { value($0.intern(text)) } }
    // Who holds the dead letters of others has none of its own.
    case .reference where column.id == Facts.Party.deadLetter && holdsDeadLetters(row): []
    case .reference(let target): parties(target, except: row).map { .value(Payload.entity($0), place) } + fresh(target)
    case .list(.text): lists(ofTexts: column)
    case .list(let item): lists(of: item)
    case .record: [.value(0, place)]
    case .rows(let table): records(table, of: row)
    }
  }

  private func value(_ payload: UInt64) -> Cell { Cell(.value, basis: .stated, payload: payload, place: place) }

  /// Whether the language lets the fact be declared none as something other than one of its values.
  static func canBeNone(_ field: Field) -> Bool {
    switch field.type {
    case .flag: false
    case .enumeration(let enumeration): enumeration.ordinal(of: "none") == nil
    case .record(let shape): !shape.isAlwaysThere
    default: !field.isRequired
    }
  }

  // MARK: Numbers

  private func numbers(
    _ column: ColumnSpec, least: Double, _ unlimited: Bool, isWhole: Bool, in domain: QuantityDomain = .any
  ) -> [Candidate] {
    let known = subject.numbers[column.id] ?? []
    var values: [Double] = [0]
    if isWhole {
      let whole = known + subject.thresholds.filter { $0 == $0.rounded() }
      values += [1, 2] + whole.flatMap { [$0 - 1, $0, $0 + 1] }
    } else {
      values += known.flatMap { [$0 / 4, $0, $0 * 4] }
    }
    values = Set(values).filter { $0.isFinite && $0 >= least && domain.contains($0) }.sorted()
    if unlimited { values.append(.infinity) }
    return values.map { .value(Payload.number($0), place) }
  }

  // MARK: Texts

  /// Some texts of the examples, so that two can be equal, and one that is in none.
  private func texts(_ column: ColumnSpec) -> [String] { (subject.texts[column.id] ?? []).prefix(2) + ["another"] }

  /// Some alone, some together, and with one that is in no example.
  private func lists(ofTexts column: ColumnSpec) -> [Candidate] {
    let texts = texts(column)
    return (texts.map { [$0] } + [Array(texts.prefix(2)), Array(texts.suffix(2)), texts]).map { items in
      Candidate { builder in value(builder.list(items.map { builder.intern($0) })) }
    }
  }

  // MARK: References

  private func parties(_ target: ReferenceTarget, except row: Int?) -> [EntityID] {
    let kinds: [PartyKind] =
      switch target {
      case .client: [.client]
      case .store: [.store]
      case .queue: [.queue]
      case .component, .endpoint, .entry: PartyKind.components
      case .operation, .data: []
      }
    return topology.rows(of: .party).filter {
      // A queue with a producer of its own is taken for no other's dead letters unless one says so.
      kinds.contains(topology.kind(ofParty: $0))
        && (target != .queue || ($0 != row && topology.incoming(ofParty: $0).isEmpty))
    }
    .map { EntityID(.party, $0) }
      + (target == .data ? topology.rows(of: .dataSet).map { EntityID(.dataSet, $0) } : [])
      + (target == .entry ? topology.rows(of: .operation).map { EntityID(.operation, $0) } : [])
  }

  private func holdsDeadLetters(_ queue: Int) -> Bool {
    topology.parties(.queue).contains { topology.reference(Facts.Party.deadLetter, $0)?.row == queue }
  }

  /// A queue may send its dead letters to one that nobody has drawn yet.
  private func fresh(_ target: ReferenceTarget) -> [Candidate] {
    guard target == .queue, topology.parties(.queue).count < 3 else { return [] }
    return [
      Candidate { builder in
        let queue = builder.addParty(.queue, name: "fresh-queue", place: place)
        builder[Facts.Party.deadLetter, queue] = Cell(.none, basis: .stated)
        return value(Payload.entity(EntityID(.party, queue)))
      }
    ]
  }

  // MARK: Lists

  private func lists(of item: FieldType) -> [Candidate] {
    guard case .reference(let target) = item else { return [] }
    let payloads = parties(target, except: nil).map(Payload.entity)
    let singles = payloads.map { [$0] }
    let pairs = payloads.count > 1 ? [Array(payloads.prefix(2)), Array(payloads.suffix(2))] : []
    return (singles + pairs).map { items in Candidate { value($0.list(items)) } }
  }

  /// So many records stand for all; in them each value of each fact occurs.
  private static let mostRecords = 48

  /// Lists of one record, in which everything is stated that the examples state of such records.
  private func records(_ table: TableID, of owner: Int) -> [Candidate] {
    let columns = Schema.table(table).members(of: nil)
      .filter { $0.field.isRequired || subject.columns.contains($0.id) }
    let values = columns.map { self.values(of: $0, row: -1) }
    let product = values.reduce(1) { $0 * max(1, $1.count) }
    return (0..<min(product, Self.mostRecords)).map { number in
      // Steps by a large prime spread a sample over all combinations.
      var rest = number * (product > Self.mostRecords ? 7_919 : 1) % product
      let chosen = values.map { options in
        defer { rest /= max(1, options.count) }
        return options.isEmpty ? nil : options[rest % options.count]
      }
      return record(table, of: owner, Array(zip(columns.map(\.id), chosen)))
    }
  }

  private func record(_ table: TableID, of owner: Int, _ facts: [(ColumnID, Candidate?)]) -> Candidate {
    Candidate { builder in
      let row = builder.addRecord(table, owner: owner, place: place)
      for (column, value) in facts { builder[column, row] = value?.make(&builder) ?? .unknown }
      return value(Payload.span(row..<row + 1))
    }
  }
}
