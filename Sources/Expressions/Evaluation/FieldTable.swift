/// One field of the objects of a source: where its values lie is found once, and not for each of them.
open class FieldReader {
  /// Creates a reader.
  public init() {}

  /// The value of the field in an object, `.unknown` if nobody stated it.
  open func value(of object: ObjectRef) -> Value { .null }

  /// The value in 64 bits, by the static type of the field; `other` where `value(of:)` has to be asked.
  open func scalar(of object: ObjectRef) -> Scalar { .other }

  /// The value as objects that are there already, so that no list is made; `nil` where `visit` has to be asked.
  open func objects(of object: ObjectRef) -> ObjectList? { nil }

  /// How many members the list that the field is has, if that is sure; `nil` where `visit` has to be asked.
  open func count(of object: ObjectRef) -> Int? { nil }

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
  /// Nobody stated the one fact that the list is.
  case unstated(UInt64)
}

/// Objects of one type that surely are members of a list: some rows, and then others. They stay where they are for as
/// long as the source of the reader that tells them.
public struct ObjectList {
  /// The type of the objects.
  public let type: UInt32
  /// The rows of the first ones, and of those that follow.
  public let rows: UnsafeBufferPointer<Int32>
  public let others: UnsafeBufferPointer<Int32>
  /// The fact that would tell whether there are more members.
  public let tail: UInt64?

  /// Creates a list. O(1).
  public init(
    type: UInt32, rows: UnsafeBufferPointer<Int32>,
    _ others: UnsafeBufferPointer<Int32> = UnsafeBufferPointer(start: nil, count: 0), tail: UInt64? = nil
  ) {
    self.type = type
    self.rows = rows
    self.others = others
    self.tail = tail
  }

  var count: Int { rows.count + others.count }

  subscript(place: Int) -> ObjectRef {
    let row = place < rows.count ? rows[place] : others[place - rows.count]
    return ObjectRef(type: type, row: UInt32(bitPattern: row))
  }

  /// Hands the objects to `visit` until that returns false; whether all were handed out.
  func each(_ visit: (ObjectRef) -> Bool) -> Bool {
    for row in rows where !visit(ObjectRef(type: type, row: UInt32(bitPattern: row))) { return false }
    for row in others where !visit(ObjectRef(type: type, row: UInt32(bitPattern: row))) { return false }
    return true
  }
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
  @inline(__always)
  mutating func scalar(of field: Int32, in object: ObjectRef) -> Scalar {
    guard let reader = readers?[Int(field)] else { return valueAsScalar(field, object) }
    let scalar = reader._withUnsafeGuaranteedRef { $0.scalar(of: object) }
    if case .other = scalar { return valueAsScalar(field, object) }
    return scalar
  }

  /// The same as far as no value has to be made; `other` for all else.
  @inline(__always)
  func stored(_ field: Int32, in object: ObjectRef) -> Scalar {
    guard let reader = readers?[Int(field)] else { return .other }
    return reader._withUnsafeGuaranteedRef { $0.scalar(of: object) }
  }

  @inline(never)
  private mutating func valueAsScalar(_ field: Int32, _ object: ObjectRef) -> Scalar {
    scalar(value(of: field, in: object))
  }

  /// The value of a field as objects that are there already.
  func objects(of field: Int32, in object: ObjectRef) -> ObjectList? {
    guard let reader = readers?[Int(field)] else { return nil }
    return reader._withUnsafeGuaranteedRef { $0.objects(of: object) }
  }

  /// How many members a list surely has.
  func count(of field: Int32, in object: ObjectRef) -> Int? {
    guard let reader = readers?[Int(field)] else { return nil }
    return reader._withUnsafeGuaranteedRef { $0.count(of: object) }
  }

  /// Hands out the members of a list without one being made.
  mutating func visit(
    _ field: Int32, of object: ObjectRef, _ visit: (inout Machine, Value, Unknown?) -> Bool
  ) -> ListVisit {
    guard let reader = readers?[Int(field)] else { return .noList }
    let end = reader._withUnsafeGuaranteedRef {
      $0.visit(object) { member, mark in visit(&self, .object(member), mark) }
    }
    // Whoever goes through objects that are there has mostly asked for them.
    guard case .noList = end, let list = objects(of: field, in: object) else { return end }
    guard list.each({ visit(&self, .object($0), nil) }) else { return .stopped }
    return .complete(list.tail.map(Unknown.init(fact:)))
  }
}
