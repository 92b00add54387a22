internal import Expressions
internal import Topology

/// The party at an end of a link.
final class BoundLinkEnd: BoundField {
  /// By link, as the bits of a scalar.
  private let ends: [UInt64]

  init(_ ends: [UInt64]) { self.ends = ends }

  override func value(of object: ObjectRef) -> Value { .object(ObjectRef(bits: ends[Int(object.row)])) }

  override func scalar(of object: ObjectRef) -> Scalar { .bits(ends[Int(object.row)]) }
}

/// The operation at an end of a link.
final class BoundOperationEnd: BoundField {
  /// By link, -1 for none.
  private let ends: [Int32]
  private let navigation: Navigation
  private let operation = UInt64(ModelTypes.number(of: .operation)) << 32
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource

  init(_ ends: [Int32], _ navigation: Navigation, _ source: ModelSource) {
    self.ends = ends
    self.navigation = navigation
    self.source = source
  }

  override func value(of object: ObjectRef) -> Value { source.navigate(navigation, source.entity(of: object)) }

  override func scalar(of object: ObjectRef) -> Scalar {
    let end = ends[Int(object.row)]
    return end >= 0 ? .bits(operation | UInt64(UInt32(end))) : source.scalar(navigation, object)
  }
}

/// What kind of element something is: of parties their type says it.
final class BoundKind: BoundField {
  private let kinds = ModelTypes.kinds
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource

  init(_ source: ModelSource) { self.source = source }

  override func value(of object: ObjectRef) -> Value { source.navigate(.kind, source.entity(of: object)) }

  override func scalar(of object: ObjectRef) -> Scalar {
    object.type < kinds ? Scalar(symbol: Int32(object.type)) : .other
  }
}

/// Links that read or write: those of a store, or those of an operation that change something. Whose access nobody stated
/// is perhaps one.
final class BoundAccess: BoundField {
  enum Links { case readers, writers, writes }

  private let links: Links
  private let wanted: UInt64?
  private let column: BoundColumn
  private let weakestBasis: Basis
  private let topology: Topology
  private let neighbours: Neighbours
  /// By link, as the bits of a scalar.
  private let targets: [UInt64]
  /// By operation.
  private let owners: [UInt64]
  /// The source owns its fields; nobody else has them.
  private unowned(unsafe) let source: ModelSource

  init(_ links: Links, _ source: ModelSource) {
    self.links = links
    self.source = source
    neighbours = source.index.neighbours
    targets = source.index.linkTargets
    owners = source.index.operationOwners
    wanted = Self.access(links == .readers ? "read" : "write")
    column = BoundColumn(Facts.Link.access, source)
    weakestBasis = source.weakestBasis
    topology = source.topology
  }

  private let readingAndWriting = access("read-write")
  private let (store, queue) = (UInt32(PartyKind.store.rawValue), UInt32(PartyKind.queue.rawValue))
  private let link = ModelTypes.number(of: .link)

  private static func access(_ word: String) -> UInt64? {
    guard case .enumeration(let enumeration) = Schema.column(Facts.Link.access).field.type else { return nil }
    return enumeration.ordinal(of: word).map(UInt64.init)
  }

  override func value(of object: ObjectRef) -> Value {
    var rows: [Int32] = []
    var marks: [Unknown?] = []
    let end = visit(object) { link, mark in
      rows.append(Int32(link.row))
      if mark != nil, marks.isEmpty { marks = Array(repeating: nil, count: rows.count - 1) }
      if mark != nil || !marks.isEmpty { marks.append(mark) }
      return true
    }
    guard case .complete(let tail) = end else { return .list(.empty) }
    let type = ModelTypes.number(of: .link)
    if marks.isEmpty { return .list(ListValue(type: type, rows: rows[...], tail: tail)) }
    let items = rows.map { Value.object(ObjectRef(type: type, row: UInt32($0))) }
    return .list(ListValue(items, maybe: marks, tail: tail))
  }

  override func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit {
    let row = Int(object.row)
    if links == .writes {
      let party = Int(ObjectRef(bits: owners[row]).row)
      let isDone =
        visit(neighbours.outgoingOfOperation[row], onlyKept: true, member)
        && visit(neighbours.wholeOutgoing[party], onlyKept: true, member)
      return isDone ? .complete(source.linksDoubt(party)) : .stopped
    }
    // Only stores are read and written; of other parties, asked by a wider type, the list is empty.
    guard object.type == store else { return .complete(nil) }
    let isDone = visit(neighbours.incoming[row], onlyKept: false, member)
    return isDone ? .complete(source.linksDoubt(row)) : .stopped
  }

  /// Hands out the links with the wanted access, of those to stores and queues if that is asked for.
  private func visit(
    _ rows: UnsafeBufferPointer<Int32>, onlyKept: Bool, _ member: (ObjectRef, Unknown?) -> Bool
  ) -> Bool {
    for row in rows {
      if onlyKept {
        let target = ObjectRef(bits: targets[Int(row)])
        guard target.type == store || target.type == queue else { continue }
      }
      let link = ObjectRef(type: link, row: UInt32(row))
      let status = column.status(Int(row))
      guard status.state == .value, status.isAtLeast(weakestBasis) else {
        if !member(link, Unknown(fact: FactID(Facts.Link.access, row: Int(row)).rawValue)) { return false }
        continue
      }
      let access = column.payload(Int(row))
      if access == wanted || access == readingAndWriting, !member(link, nil) { return false }
    }
    return true
  }
}
