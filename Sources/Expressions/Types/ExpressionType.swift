/// The static type of an expression.
public indirect enum ExpressionType: Hashable, Sendable {
  /// Anything; checked when evaluated.
  case dyn
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case null
  case timestamp
  case duration
  case error
  /// The type of a type's name used as a value.
  case type(ExpressionType)
  case list(ExpressionType)
  case map(ExpressionType, ExpressionType)
  case optional(ExpressionType)
  /// A type that only declared functions make and take, with its parameters: `tuple(int, string)`.
  case abstract(String, [ExpressionType])
  /// A type parameter in a signature (`A`), or an inference variable while checking.
  case parameter(String)
  /// Rule mode: an object of the model, by the name of its type.
  case object(String)
  /// Rule mode: a string out of a closed list, by the name of the enumeration.
  case enumeration(String)
  /// Rule mode: every number.
  case quantity(Dimension)
  /// Rule mode: the type or `null`.
  case nullable(ExpressionType)

  /// Rule mode: a number without dimension.
  public static let number = ExpressionType.quantity(.none)

  /// Whether `null` is a value of the type.
  public var isNullable: Bool {
    switch self {
    case .nullable, .null, .dyn: true
    default: false
    }
  }

  /// The type without `null`.
  public var unwrapped: ExpressionType {
    if case .nullable(let type) = self { type.unwrapped } else { self }
  }

  /// The type of the elements of a list (or of a nullable one), else `nil`.
  public var element: ExpressionType? {
    if case .list(let element) = unwrapped { element } else { nil }
  }

  /// The type with `null` added; adding it twice is adding it once.
  var orNull: ExpressionType {
    switch self {
    case .nullable, .null, .dyn: self
    default: .nullable(self)
    }
  }

  var dimension: Dimension? {
    if case .quantity(let dimension) = unwrapped { dimension } else { nil }
  }
}

extension ExpressionType: CustomStringConvertible {
  /// The type as the language definition writes it: `list(map(string, dyn))`.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .null: "null"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .error: "error"
    case .type(let type): type == .dyn ? "type" : "type(\(type))"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .optional(let type): "optional_type(\(type))"
    case .abstract(let name, let parameters):
      parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): name
    case .object(let name), .enumeration(let name): name
    case .quantity(let dimension): dimension.name
    case .nullable(let type): "\(type) or null"
    }
  }

  /// The type with its article, for messages: `a duration`, `an object`.
  var phrase: String {
    let words =
      switch self {
      case .list(let element): "list of \(element.plural)"
      case .enumeration(let name): "`\(name)` value"
      case .object(let name): name
      case .null: "`null`"
      case .nullable(let type): type.phrase + " or `null`"
      default: description
      }
    if case .null = self { return words }
    if case .nullable = self { return words }
    let isVowel = words.first.map { "aeioAEIO".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + words
  }

  /// The type in words for messages, with its article: a duration, a list of links.
  public var words: String { phrase }

  private var plural: String {
    switch self {
    case .object(let name): name.hasSuffix("y") ? name.dropLast() + "ies" : name == "data" ? name : name + "s"
    case .dyn: "anything"
    default: "\(self)s"
    }
  }
}
