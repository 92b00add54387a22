import Pseudorandom
import Topology

@testable import Frontends
@testable import Rules

/// The models in which everything is stated that a model leaves open: all of them while they are few, else a sample.
struct Completions {
  private let subject: RuleUnderTest
  private let topology: Topology
  private let most: Int
  private var random: SeededRandom

  init(of topology: Topology, for subject: RuleUnderTest, most: Int, random: SeededRandom) {
    self.subject = subject
    self.topology = topology
    self.most = most
    self.random = random
  }

  /// Calls `visit` with each completion until it returns false.
  mutating func forEach(_ visit: (Topology) -> Bool) {
    let isOpen = hasOpenStructure
    let slots = openFacts(of: topology)
    let product = slots.reduce(1) { min($0 * max(1, $1.count), 1 << 20) }
    let isExhaustive = !isOpen && product <= most
    var left = most
    // Those that contradict themselves are no completions, but looking for others has an end.
    for number in 0..<(isExhaustive ? product : 4 * most) where left > 0 {
      let choose: (inout SeededRandom, Int, Int) -> Int
      var rest = number
      var digits: [Int] = []
      if isExhaustive {
        for slot in slots {
          digits.append(rest % max(1, slot.count))
          rest /= max(1, slot.count)
        }
        choose = { _, position, _ in digits[position] }
      } else {
        choose = Self.sampling(number)
      }
      let model = complete(choose)
      guard Consistency.problems(in: model).isEmpty else { continue }
      left -= 1
      if !visit(model) { return }
    }
  }

  /// First all facts at their first value and at their last, so that both ends of every range are there; then at random.
  private static func sampling(_ number: Int) -> (inout SeededRandom, Int, Int) -> Int {
    switch number {
    case 0: { _, _, _ in 0 }
    case 1: { _, _, count in count - 1 }
    default: { random, _, count in Int.random(in: 0..<count, using: &random) }
    }
  }

  // MARK: Open facts

  private struct Slot {
    let column: ColumnSpec
    let row: Int
    let count: Int
  }

  private func openFacts(of topology: Topology) -> [Slot] {
    let candidates = Candidates(subject: subject, topology: topology, place: .none)
    return subject.columns.map(Schema.column).filter { !subject.isClosed($0) }.flatMap { column -> [Slot] in
      rows(column, topology).compactMap { row in
        guard topology.state(column.id, row) == .unknown, topology.allows(column, row),
          !isNone(column, row, topology), !isInherited(column, row, topology)
        else { return nil }
        return Slot(column: column, row: row, count: candidates.values(of: column, row: row).count)
      }
    }
  }

  /// The rows that belong to the model; records that were taken out of their list do not.
  private func rows(_ column: ColumnSpec, _ topology: Topology) -> [Int] {
    let lists = Schema.tables.flatMap(\.columns).filter { list in
      if case .rows(column.id.table) = list.field.type { true } else { false }
    }
    if lists.isEmpty { return Array(topology.rows(of: column.id.table)) }
    return lists.flatMap { list in topology.rows(of: list.id.table).flatMap { topology.rows(list.id, $0) ?? 0..<0 } }
  }

  private func isNone(_ column: ColumnSpec, _ row: Int, _ topology: Topology) -> Bool {
    column.parent.map { topology.state(ColumnID(table: column.id.table, index: $0), row) == .none } ?? false
  }

  /// What holds by definition where nothing is stated (docs/language.md): a client's own retry on its links, the
  /// deliveries of a queue on its links, the redrive age of dead letters for the queue that they come from, and a
  /// component's service time for its operations and for each kind of access.
  private func isInherited(_ column: ColumnSpec, _ row: Int, _ topology: Topology) -> Bool {
    if column.path == "redrive_age", let letters = topology.reference(Facts.Party.deadLetter, row)?.row {
      return topology.state(column.id, letters) != .unknown
    }
    if column.id.table == .operation, column.path.hasPrefix("service_time") {
      let component = topology.owner(EntityID(.operation, row))
      return topology.state(Facts.Operation.serviceTimeMean, row) == .unknown
        && topology.number(Facts.Party.serviceTimeMean, component) != nil
    }
    if column.id.table == .party,
      ["service_time.read", "service_time.write", "service_time.apply"].contains(column.path)
    {
      return topology.number(Facts.Party.serviceTimeMean, row) != nil
    }
    guard column.path.hasPrefix("retry"), column.id.table == .link else { return false }
    let source = topology.source(ofLink: row)
    if topology.kind(ofParty: source) == .queue { return topology.state(Facts.Link.retry, row) == .unknown }
    return topology.kind(ofParty: source) == .client && topology.state(Facts.Link.retry, row) == .unknown
      && topology.state(Facts.Party.retry, source) != .unknown
  }

  private mutating func complete(_ choose: (inout SeededRandom, Int, Int) -> Int) -> Topology {
    var model = topology
    if hasOpenStructure {
      var builder = RandomModel.builder(on: topology, forgetting: subject.columns)
      completeStructure(&builder)
      model = builder.finish()
    }
    let slots = openFacts(of: model)
    var builder = RandomModel.builder(on: model, forgetting: subject.columns)
    let candidates = Candidates(subject: subject, topology: model, place: RandomModel.place(in: &builder))
    for (position, slot) in slots.enumerated() where !isNone(slot.column, slot.row, builder.topology) {
      let values = candidates.values(of: slot.column, row: slot.row)
      guard !values.isEmpty else { continue }
      builder[slot.column.id, slot.row] = values[choose(&random, position, values.count)].make(&builder)
    }
    return builder.finish()
  }

  // MARK: Open structure

  private var hasOpenStructure: Bool {
    topology.rows(of: .link).contains(where: isOpen)
      || topology.rows(of: .party).contains { topology.flag(Facts.Party.linksComplete, $0) == false }
  }

  /// Whether a link calls an operation that nobody named.
  private func isOpen(_ link: Int) -> Bool {
    !subject.readsFigures && topology.targetOperation(ofLink: link) == nil
      && topology.kind(ofParty: topology.target(ofLink: link)) == .service
  }

  private mutating func completeStructure(_ builder: inout TopologyBuilder) {
    for link in topology.rows(of: .link) where isOpen(link) {
      let target = topology.target(ofLink: link)
      let known = topology.operations(ofParty: target).map(Int.init)
      let operation = random.chance(0.7) ? random.pick(known) : nil
      builder.connect(
        link: link, source: topology.source(ofLink: link), sourceOperation: topology.sourceOperation(ofLink: link),
        target: target,
        targetOperation: operation
          ?? builder.addOperation(name: "fresh\(link)", of: target, interface: nil, place: .none))
    }
    for party in topology.rows(of: .party) where topology.flag(Facts.Party.linksComplete, party) == false {
      for number in 0..<Int.random(in: 0...2, using: &random) { addLink(of: party, number, &builder) }
    }
  }

  /// A link that was not drawn, to or from something that was not drawn either: whose own links are not said to be
  /// incomplete has all of them.
  private mutating func addLink(of party: Int, _ number: Int, _ builder: inout TopologyBuilder) {
    let kinds: [PartyKind] = topology.kind(ofParty: party) == .service ? PartyKind.allCases : [.service]
    let kind = random.pick(kinds) ?? .service
    let other = builder.addParty(kind, name: "fresh-\(party)-\(number)", place: .none)
    if kind == .queue { builder[Facts.Party.deadLetter, other] = Cell(.none, basis: .stated) }
    let operation =
      kind == .service ? builder.addOperation(name: "run", of: other, interface: nil, place: .none) : nil
    let own = random.pick(topology.operations(ofParty: party).map(Int.init))
    let link = builder.addLink(name: "fresh-\(party)-\(number)", place: .none)
    if kind == .client || random.chance(0.5) {
      builder.connect(link: link, source: other, sourceOperation: operation, target: party, targetOperation: own)
    } else {
      builder.connect(link: link, source: party, sourceOperation: own, target: other, targetOperation: operation)
    }
  }
}
