internal import Synchronization

/// One state of a model that is changed and looked at again: what it was made of, and which facts differ.
///
/// Results that were computed on an earlier revision hold on this one if they read none of the facts that differ. Which
/// facts they read is recorded while they are computed (`ReadLog`).
public final class Revision: Sendable {
  /// Unique in the process.
  let number: Int
  /// The facts that differ from earlier revisions, the nearest first; the revision itself differs in none.
  private let history: [Step]
  /// The model as it is in this revision.
  let topology: Topology
  private let tangled = Atomic(false)
  /// How to find out whether a result that was computed anew is what it was.
  private let comparisons = Mutex<[ObjectIdentifier: @Sendable (Part) -> Bool]>([:])

  /// What differs from one earlier revision.
  private struct Step {
    let number: Int
    let changes: [FactID]
    /// The columns of the changes, as filters have them.
    let mask: ColumnMask

    init(_ number: Int, _ changes: [FactID]) {
      self.number = number
      self.changes = changes
      mask = changes.reduce(into: ColumnMask()) { $0.insert(Schema.position(of: $1.column)) }
    }
  }

  /// Above so many, asking what still holds takes longer than computing it.
  private static let mostChanges = 512
  private static let counter = Atomic(0)

  /// - Parameter earlier: The revision it was made of, and the facts that differ from that.
  init(_ topology: Topology, after earlier: (revision: Revision, changes: [FactID])?) {
    number = Self.counter.add(1, ordering: .relaxed).newValue
    self.topology = topology
    guard let earlier, earlier.changes.count <= Self.mostChanges else {
      history = []
      return
    }
    let changes = earlier.changes
    history =
      [Step(earlier.revision.number, changes)]
      + earlier.revision.history.map { Step($0.number, $0.changes + changes) }
  }

  /// Whether some facts may differ from those of another revision, as they do where that is none of those it was made of.
  func mayTouch(_ facts: borrowing FactFilter, since other: Revision) -> Bool {
    for index in history.indices where history[index].number == other.number {
      guard history[index].mask.intersects(facts.mask) else { return false }
      for fact in history[index].changes where facts.mayContain(fact) { return true }
      return false
    }
    return true
  }

  /// Whether this one was made of another, and no fact in some columns differs from how it was even longer ago.
  func surelyLeaves(_ columns: ColumnMask, since other: Revision, from oldest: Int) -> Bool {
    guard other === self || history.contains(where: { $0.number == other.number }) else { return false }
    if oldest == number { return true }
    for index in history.indices where history[index].number == oldest {
      return !history[index].mask.intersects(columns)
    }
    return false
  }

  /// Sets how a result of an earlier revision is compared with that of this one.
  public func compare(_ lineage: Lineage, _ isSame: @escaping @Sendable (Part) -> Bool) {
    comparisons.withLock { $0[ObjectIdentifier(lineage)] = isSame }
  }

  func comesOutTheSame(_ part: Part, _ lineage: Lineage) -> Bool {
    comparisons.withLock { $0[ObjectIdentifier(lineage)] }?(part) ?? false
  }

  /// Whether an answer on this revision rested on something that holds on an earlier one only. All answers on it are to be
  /// thrown away then.
  public var isTangled: Bool { tangled.load(ordering: .relaxed) }

  func tangle() { tangled.store(true, ordering: .relaxed) }
}

extension Topology {
  /// The same model in a revision of its own: what is computed from it can be kept for later revisions.
  ///
  /// - Parameter earlier: A model with a revision, of which this one is a copy with other facts.
  public func revised(after earlier: Topology? = nil) -> (model: Topology, revision: Revision) {
    guard let earlier, let revision = earlier.revision, let changes = changedFacts(from: earlier) else {
      return inRevision { Revision($0, after: nil) }
    }
    return inRevision { Revision($0, after: (revision, changes)) }
  }

  /// The facts that differ from those of another model; `nil` where more differs than facts.
  func changedFacts(from other: Topology) -> [FactID]? {
    guard hasSameEntities(as: other) else { return nil }
    var changes: [FactID] = []
    for (table, (new, old)) in zip(TableID.allCases, zip(ownTables, other.ownTables)) {
      for index in new.columns.indices {
        let column = ColumnID(table: table, index: index)
        let (now, before) = (new.columns[index], old.columns[index])
        if now.isSame(as: before) { continue }
        for row in 0..<max(now.count, before.count) where !Self.isSame(now[row], before[row]) {
          changes.append(FactID(column, row: row))
        }
      }
    }
    return changes
  }

  private static func isSame(_ a: Cell, _ b: Cell) -> Bool {
    if a.state == .unknown, b.state == .unknown { return true }
    return a.flags == b.flags && a.payload == b.payload && a.place == b.place
  }
}
