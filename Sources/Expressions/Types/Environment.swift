/// What an expression may speak of: names, types, fields and functions.
public struct Environment: Sendable {
  /// Which of the two languages is meant.
  public enum Mode: Sendable {
    /// CEL as defined.
    case standard
    /// CEL over a typed model with unknown facts.
    case rule
  }

  /// The language.
  public var mode: Mode
  /// The types of the model's objects.
  public var objectTypes: [ObjectType] = [] { didSet { index.objects = Self.indexed(objectTypes, \.name) } }
  /// The closed lists of values.
  public var enumerations: [Enumeration] = [] { didSet { index.enumerations = Self.indexed(enumerations, \.name) } }
  /// The variables; the slot of each is its place in the list.
  public var variables: [Variable] = [] { didSet { index.variables = Self.indexed(variables, \.name) } }
  /// Names with a value known when checking.
  public var constants: [Constant] = []
  /// Functions that the source of facts evaluates.
  public var functions: [Function] = [] { didSet { index.functions = Dictionary(grouping: functions, by: \.name) } }
  /// What to do about names that people expect and that are not known here.
  public var hints: [String: String] = [:]
  /// The namespace in which names are looked up first (`com.example`).
  public var container = ""
  /// Whether `has`, `all`, `map` and their like are macros.
  public var macrosEnabled = true
  /// Reads the text of `quantity("10 GiB")`; `nil` if it is none.
  public var quantityLiteral: @Sendable (String) -> (value: Double, dimension: Dimension)? = { _ in nil }
  /// Writes a number with a dimension for people.
  public var formatQuantity: @Sendable (Double, Dimension) -> String = { value, _ in NumberText.shortest(value) }

  struct Index: Sendable {
    var objects: [String: Int] = [:]
    var enumerations: [String: Int] = [:]
    var variables: [String: Int] = [:]
    var functions: [String: [Function]] = [:]
  }

  private(set) var index = Index()

  /// Creates an environment that knows the language's own functions only.
  public init(mode: Mode) { self.mode = mode }

  /// The environment with more variables, whose slots follow the last.
  public func declaring(_ more: [Variable]) -> Environment {
    var copy = self
    copy.variables += more
    return copy
  }

  private static func indexed<T>(_ items: [T], _ name: KeyPath<T, String>) -> [String: Int] {
    Dictionary(items.enumerated().map { ($0.element[keyPath: name], $0.offset) }) { _, last in last }
  }

  func objectType(_ name: String) -> ObjectType? { index.objects[name].map { objectTypes[$0] } }

  func enumeration(_ name: String) -> Enumeration? { index.enumerations[name].map { enumerations[$0] } }

  func variable(_ name: String) -> (slot: Int, variable: Variable)? {
    index.variables[name].map { ($0, variables[$0]) }
  }

  /// The field of an object type or of the nearest of its supertypes.
  func field(_ name: String, of object: String) -> ObjectField? {
    guard let type = objectType(object) else { return nil }
    if let field = type.fields.first(where: { $0.name == name }) { return field }
    if type.lacking.contains(name) { return nil }
    for supertype in type.supertypes {
      if let field = field(name, of: supertype) { return field }
    }
    return nil
  }

  /// The names of all fields of an object type, its own first.
  func fieldNames(of object: String) -> [String] {
    guard let type = objectType(object) else { return [] }
    return type.fields.map(\.name) + type.supertypes.flatMap(fieldNames).filter { !type.lacking.contains($0) }
  }

  func isSubtype(_ name: String, of other: String) -> Bool {
    name == other || (objectType(name)?.supertypes.contains { isSubtype($0, of: other) } ?? false)
  }

  /// The nearest type that both are, if there is one.
  func commonSupertype(_ a: String, _ b: String) -> String? {
    if isSubtype(a, of: b) { return b }
    return objectType(a)?.supertypes.lazy.compactMap { commonSupertype($0, b) }.first
  }
}
