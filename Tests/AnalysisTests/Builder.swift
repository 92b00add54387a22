import Topology

/// Builds topologies for tests: entities by name, facts by path.
struct Shop {
  var builder = TopologyBuilder(name: "test")
  private var names: [String: EntityID] = [:]

  mutating func party(_ kind: PartyKind, _ name: String, _ facts: [String: Fact] = [:]) {
    names[name] = EntityID(.party, builder.addParty(kind, name: name, place: .none))
    set(EntityID(.party, builder.topology.party(named: name) ?? -1), facts)
  }

  mutating func service(_ name: String, _ facts: [String: Fact] = [:]) { party(.service, name, facts) }
  mutating func store(_ name: String, _ facts: [String: Fact] = [:]) { party(.store, name, facts) }
  mutating func queue(_ name: String, _ facts: [String: Fact] = [:]) { party(.queue, name, facts) }

  /// `name` is `component.operation`.
  mutating func operation(_ name: String, _ facts: [String: Fact] = [:], interface: String? = nil) {
    let parts = name.split(separator: ".").map(String.init)
    let row = builder.addOperation(
      name: parts[1], of: builder.topology.party(named: parts[0]) ?? -1,
      interface: interface.flatMap { names[$0]?.row },
      place: .none)
    names[name] = EntityID(.operation, row)
    set(EntityID(.operation, row), facts)
  }

  mutating func interface(_ party: String, _ name: String, _ facts: [String: Fact]) {
    let row = builder.addInterface(name: name, of: self.party(party), place: .none)
    names[name] = EntityID(.interface, row)
    set(EntityID(.interface, row), facts)
  }

  /// Connections that a component keeps for another one.
  mutating func pool(_ party: String, for dependency: String, _ most: Double) {
    let owner = self.party(party)
    let row = builder.addRecord(.pool, owner: owner, place: .none)
    set(EntityID(.pool, row), ["for": .to(dependency), "max": .number(most, .stated)])
    let pools = Schema.named(.party, "pools")
    builder[pools, owner] = Cell(.value, basis: .stated, payload: Payload.span(row..<row + 1))
  }

  @discardableResult
  mutating func link(_ from: String, _ to: String, _ facts: [String: Fact] = [:]) -> Int {
    let row = builder.addLink(name: "", place: .none)
    let source = end(from)
    let target = end(to)
    builder.connect(
      link: row, source: source.party, sourceOperation: source.operation, target: target.party,
      targetOperation: target.operation)
    set(EntityID(.link, row), facts)
    return row
  }

  mutating func workload(_ name: String, entry: String?, _ facts: [String: Fact] = [:]) {
    let row = builder.addWorkload(name: name, place: .none)
    set(EntityID(.workload, row), facts.merging(entry.map { ["entry": .to($0)] } ?? [:]) { $1 })
  }

  mutating func data(_ name: String, canonical: [String], _ facts: [String: Fact] = [:]) {
    let row = builder.addDataSet(name: name, place: .none)
    let homes = canonical.compactMap { names[$0] }.map { Payload.entity($0) }
    builder[Facts.DataSet.canonical, row] = Cell(.value, basis: .stated, payload: builder.list(homes))
    set(EntityID(.dataSet, row), facts)
  }

  mutating func distance(_ from: String, _ to: String, _ latency: Double) {
    let row = builder.addRecord(.distance, owner: 0, place: .none)
    set(EntityID(.distance, row), ["from": .word(from), "to": .word(to), "latency": .number(latency, .stated)])
  }

  /// Facts of what is there already.
  mutating func state(_ name: String, _ facts: [String: Fact]) {
    if let entity = names[name] { set(entity, facts) }
  }

  mutating func system(_ facts: [String: Fact]) { set(EntityID(.system, 0), facts) }

  private func end(_ name: String) -> (party: Int, operation: Int?) {
    guard let entity = names[name] else { return (-1, nil) }
    if entity.table == .party { return (entity.row, nil) }
    return (builder.topology.owner(entity), entity.row)
  }

  private mutating func set(_ entity: EntityID, _ facts: [String: Fact]) {
    for (path, fact) in facts.sorted(by: { $0.key < $1.key }) {
      guard let column = Schema.table(entity.table).column(path) else { preconditionFailure("no field \(path)") }
      for ancestor in Schema.table(entity.table).ancestors(of: column.index).dropFirst() {
        builder[ColumnID(table: entity.table, index: ancestor), entity.row] = Cell(.value, basis: .stated)
      }
      builder[column, entity.row] = cell(fact, column)
    }
  }

  private mutating func cell(_ fact: Fact, _ column: ColumnID) -> Cell {
    switch fact {
    case .number(let value, let basis): Cell(.value, basis: basis, payload: Payload.number(value))
    case .range(let low, let likely, let high):
      Cell(
        .value, basis: .stated, payload: builder.range(.uncertain(low: low, likely: likely, high: high)), isRange: true)
    case .varying(let mean, let p99):
      Cell(
        .value, basis: .stated, payload: builder.range(.varying(mean: mean, p50: nil, p95: nil, p99: p99)),
        isRange: true)
    case .flag(let value): Cell(.value, basis: .stated, payload: value ? 1 : 0)
    case .none: Cell(.none, basis: .stated)
    case .words(let words):
      Cell(.value, basis: .stated, payload: builder.list(words.map { builder.intern($0) }))
    case .to(let name): Cell(.value, basis: .stated, payload: Payload.entity(names[name] ?? EntityID(.system, 0)))
    case .word(let word):
      if case .enumeration(let enumeration) = Schema.column(column).field.type {
        Cell(.value, basis: .stated, payload: UInt64(enumeration.ordinal(of: word) ?? 999))
      } else {
        Cell(.value, basis: .stated, payload: builder.intern(word))
      }
    }
  }

  func party(_ name: String) -> Int { names[name]?.row ?? -1 }
  func operation(row name: String) -> Int { names[name]?.row ?? -1 }
}

enum Fact: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral
{
  case number(Double, Basis)
  /// `{low, likely, high}`.
  case range(Double, Double?, Double)
  case varying(mean: Double, p99: Double)
  case word(String)
  case words([String])
  case flag(Bool)
  case to(String)
  case none

  init(floatLiteral value: Double) { self = .number(value, .stated) }
  init(integerLiteral value: Int) { self = .number(Double(value), .stated) }
  init(stringLiteral value: String) { self = .word(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// The paths of facts, for readable expectations.
func paths(_ facts: [FactID], _ topology: Topology) -> [String] {
  facts.map { "\(topology.id(of: $0.entity)).\(Schema.column($0.column).path)" }
}

/// The example of the language's documentation.
func cornerShop() -> Shop {
  var shop = Shop()
  shop.party(.client, "shoppers", ["retry.max_attempts": 3])
  shop.service("storefront", ["replicas.min": 3, "replicas.max": 12, "concurrency": 32])
  shop.operation("storefront.browse", ["service_time.mean": 0.006])
  shop.operation("storefront.checkout", ["service_time.mean": 0.014])
  shop.service("orders", ["replicas.min": 4, "replicas.max": 4, "concurrency": 16])
  shop.operation("orders.create", ["service_time.mean": 0.009])
  shop.service("shipping", ["replicas.min": 2, "replicas.max": 2, "concurrency": 4])
  shop.operation("shipping.ship", ["service_time.mean": 0.040])
  shop.store(
    "orders-db",
    [
      "replication.topology": "single-leader", "replication.read_replicas": 2, "service_time.read": 0.002,
      "service_time.write": 0.006, "concurrency": 16,
    ])
  shop.queue("order-events", ["partitions": 12])
  shop.link("shoppers", "storefront.checkout")
  shop.link("storefront.checkout", "orders.create", ["retry.max_attempts": 2])
  shop.link("orders.create", "orders-db", ["access": "write"])
  shop.link("orders.create", "order-events")
  shop.link("order-events", "shipping.ship")
  shop.workload("checkout", entry: "storefront.checkout", ["client": .to("shoppers"), "rate": 120, "peak": 900])
  return shop
}
