/// Answers what expressions ask of the model.
public protocol ObjectSource: AnyObject {
  /// The value of a field, `.unknown` if nobody stated it.
  func value(of field: Int32, in object: ObjectRef) -> Value
  /// Whether the text states the field.
  func isStated(_ field: Int32, in object: ObjectRef) -> Bool
  /// Calls a function of the environment; the first argument of a member function is its receiver.
  func call(_ function: Int32, _ arguments: [Value]) -> Value
  /// What people call the object.
  func name(of object: ObjectRef) -> String
  /// The readers of fields that were asked for before, if the source keeps such; others go by `value(of:in:)`.
  var fieldTable: FieldTable? { get }
}

extension ObjectSource {
  /// None.
  public var fieldTable: FieldTable? { nil }
}

/// A source without objects.
public final class EmptySource: ObjectSource, Sendable {
  static let shared = EmptySource()
  /// Creates the source.
  public init() {}
  public func value(of field: Int32, in object: ObjectRef) -> Value { .failure(.noSuchField, "no such field") }
  public func isStated(_ field: Int32, in object: ObjectRef) -> Bool { false }
  public func call(_ function: Int32, _ arguments: [Value]) -> Value {
    .failure(.noSuchOverload, "no such overload")
  }
  public func name(of object: ObjectRef) -> String { "" }
}
