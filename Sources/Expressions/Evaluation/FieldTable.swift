/// One field of the objects of a source: where its values lie is found once, and not for each of them.
open class FieldReader {
  /// Creates a reader.
  public init() {}

  /// The value of the field in an object, `.unknown` if nobody stated it.
  open func value(of object: ObjectRef) -> Value { .null }

  /// The value in 64 bits, by the static type of the field; `other` where `value(of:)` has to be asked.
  open func scalar(of object: ObjectRef) -> Scalar { .other }

  /// The value as objects that are there already, so that no list is made; `nil` where `value(of:)` has to be asked.
  open func objects(of object: ObjectRef) -> ObjectList? { nil }

  /// Hands the members of the list that the field is to `member`, each with its mark, until that returns false; `noList`
  /// where `value(of:)` has to be asked.
  open func visit(_ object: ObjectRef, _ member: (ObjectRef, Unknown?) -> Bool) -> ListVisit { .noList }

  /// Whether the text states the field. What follows from the model is as good as stated.
  open func isStated(in object: ObjectRef) -> Bool { true }
}

/// How a walk through a list of objects ended.
public enum ListVisit: Sendable {
  /// All were handed out; there may be more, if these facts say so.
  case complete(Unknown?)
  /// The visitor had enough.
  case stopped
  /// There is no such list.
  case noList
}

/// Objects of one type that surely are members of a list: some rows, and then others.
public struct ObjectList: Sendable {
  /// The type of the objects.
  public var type: UInt32
  /// The rows of the first ones, and of those that follow.
  public var rows: ArraySlice<Int32>
  public var others: ArraySlice<Int32>
  /// The facts that would tell whether there are more members.
  public var tail: Unknown?

  /// Creates a list. O(1).
  public init(type: UInt32, rows: ArraySlice<Int32>, _ others: ArraySlice<Int32> = [], tail: Unknown? = nil) {
    self.type = type
    self.rows = rows
    self.others = others
    self.tail = tail
  }

  var count: Int { rows.count + others.count }
}

/// The readers of a source by the handles of their fields, for one thread.
///
/// A reader is entered once and never replaced, so that the table keeps it alive: it need not be counted for each read.
public final class FieldTable {
  let readers: UnsafeMutablePointer<Unmanaged<FieldReader>?>
  private let count: Int

  /// A table for the handles below `count`.
  public init(count: Int) {
    self.count = count
    readers = .allocate(capacity: count)
    readers.initialize(repeating: nil, count: count)
  }

  deinit {
    for handle in 0..<count { readers[handle]?.release() }
    readers.deallocate()
  }

  /// The reader of a field; `nil` if there is none yet.
  public subscript(handle: Int32) -> FieldReader? { readers[Int(handle)]?.takeUnretainedValue() }

  /// Enters the reader of a field that has none yet.
  public func enter(_ reader: FieldReader, for handle: Int32) {
    precondition(handle >= 0 && handle < count && readers[Int(handle)] == nil, "a field has one reader")
    readers[Int(handle)] = .passRetained(reader)
  }
}

extension Machine {
  /// The value of a field.
  func value(of field: Int32, in object: ObjectRef) -> Value {
    guard let reader = readers?[Int(field)] else { return source.value(of: field, in: object) }
    return reader._withUnsafeGuaranteedRef { $0.value(of: object) }
  }

  /// The value of a field as a scalar.
  mutating func scalar(of field: Int32, in object: ObjectRef) -> Scalar {
    if let reader = readers?[Int(field)] {
      let scalar = reader._withUnsafeGuaranteedRef { $0.scalar(of: object) }
      if case .other = scalar { return self.scalar(reader._withUnsafeGuaranteedRef { $0.value(of: object) }) }
      return scalar
    }
    return scalar(source.value(of: field, in: object))
  }

  /// The value of a field as objects that are there already.
  func objects(of field: Int32, in object: ObjectRef) -> ObjectList? {
    readers?[Int(field)].flatMap { $0._withUnsafeGuaranteedRef { $0.objects(of: object) } }
  }

  /// Hands out the members of a list without one being made.
  mutating func visit(
    _ field: Int32, of object: ObjectRef, _ visit: (inout Machine, Value, Unknown?) -> Bool
  ) -> ListVisit {
    guard let reader = readers?[Int(field)] else { return .noList }
    return reader._withUnsafeGuaranteedRef { reader in
      if let list = reader.objects(of: object) { return list.each(&self, visit) ? .complete(list.tail) : .stopped }
      return reader.visit(object) { member, mark in visit(&self, .object(member), mark) }
    }
  }
}
