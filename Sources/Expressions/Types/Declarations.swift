/// How many elements a list may have; it decides where a rule may iterate it.
public enum Cost: UInt8, Comparable, Sendable {
  /// A bounded number.
  case constant
  /// As many as a component has neighbours.
  case degree
  /// As many as the model has elements.
  case model

  public static func < (a: Cost, b: Cost) -> Bool { a.rawValue < b.rawValue }
}

/// A type of the model's objects.
public struct ObjectType: Sendable {
  public var name: String
  /// Types that every object of this one also is; their fields are inherited, the nearest first.
  public var supertypes: [String]
  public var fields: [ObjectField]
  /// Fields of supertypes that no object of this type has, so that reading one is a mistake and not `null`.
  public var lacking: Set<String>
  public var doc: String

  /// Creates an object type.
  public init(
    _ name: String, supertypes: [String] = [], fields: [ObjectField] = [], lacking: Set<String> = [], doc: String = ""
  ) {
    self.name = name
    self.lacking = lacking
    self.supertypes = supertypes
    self.fields = fields
    self.doc = doc
  }
}

/// A field of the model's objects.
public struct ObjectField: Sendable {
  public var name: String
  public var type: ExpressionType
  /// The number under which the source of facts knows it.
  public var handle: Int32
  /// Whether a member may be selected through it only where it is known not to be null.
  public var requiresGuard: Bool
  public var cost: Cost
  /// What a number (or each number of a list) is at least and at most, in base units; an unstated one lies between.
  public var minimum: Double
  public var maximum: Double
  /// Of a field that names its object: among which objects. In one space two objects have the same name only if they are
  /// the same object.
  public var identitySpace: String?
  public var doc: String

  /// Creates a field.
  public init(
    _ name: String, _ type: ExpressionType, handle: Int32, requiresGuard: Bool = false, cost: Cost = .constant,
    minimum: Double = -.infinity, maximum: Double = .infinity, identitySpace: String? = nil, doc: String = ""
  ) {
    self.identitySpace = identitySpace
    self.name = name
    self.type = type
    self.handle = handle
    self.requiresGuard = requiresGuard
    self.cost = cost
    self.minimum = minimum
    self.maximum = maximum
    self.doc = doc
  }
}

extension ObjectField {
  /// The bounds of an unstated number; none where it could be `null`, or where nothing is known.
  var readBounds: ClosedRange<Double>? {
    guard case .quantity = type, minimum <= maximum, minimum > -.infinity || maximum < .infinity else { return nil }
    return minimum...maximum
  }
}

/// A closed list of values; a value is its place in the list, which is also its rank.
public struct Enumeration: Sendable {
  public var name: String
  public var values: [String]
  /// Whether `<` has a meaning.
  public var isOrdered: Bool

  /// Creates an enumeration.
  public init(_ name: String, values: [String], isOrdered: Bool = false) {
    self.name = name
    self.values = values
    self.isOrdered = isOrdered
  }
}

/// A name whose value comes with each evaluation.
public struct Variable: Sendable {
  public var name: String
  public var type: ExpressionType
  public var cost: Cost
  /// Of a list: the paths (`target_operation`) below each element that are known not to be null.
  public var elementGuards: Set<String>
  public var doc: String

  /// Creates a variable.
  public init(
    _ name: String, _ type: ExpressionType, cost: Cost = .constant, elementGuards: Set<String> = [], doc: String = ""
  ) {
    self.name = name
    self.type = type
    self.cost = cost
    self.elementGuards = elementGuards
    self.doc = doc
  }
}

/// A name whose value is known when checking.
public struct Constant: Sendable {
  public var name: String
  public var type: ExpressionType
  public var value: Value

  /// Creates a constant.
  public init(_ name: String, _ type: ExpressionType, _ value: Value) {
    self.name = name
    self.type = type
    self.value = value
  }
}

/// A function that the source of facts evaluates.
public struct Function: Sendable {
  public var name: String
  /// The type it is called on, or `nil` for a global function.
  public var receiver: ExpressionType?
  public var parameters: [ExpressionType]
  public var result: ExpressionType
  /// The number under which the source knows it.
  public var handle: Int32
  public var cost: Cost
  public var doc: String

  /// Creates a function.
  public init(
    _ name: String, receiver: ExpressionType? = nil, parameters: [ExpressionType] = [], result: ExpressionType,
    handle: Int32, cost: Cost = .constant, doc: String = ""
  ) {
    self.name = name
    self.receiver = receiver
    self.parameters = parameters
    self.result = result
    self.handle = handle
    self.cost = cost
    self.doc = doc
  }
}
