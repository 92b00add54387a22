/// A part of the text with a name of its own.
struct Name: Hashable, Sendable {
  var text: String
  var range: Range<Int>
}

/// An expression as it was written, macros recognised.
struct SyntaxNode: Sendable {
  indirect enum Kind: Sendable {
    case literal(Literal)
    /// A name, or an absolute one (`.x`), which no local variable shadows.
    case identifier(String, isAbsolute: Bool)
    case select(SyntaxNode, Name, isOptional: Bool)
    /// `has(operand.field)`.
    case has(SyntaxNode, Name)
    case index(SyntaxNode, SyntaxNode, isOptional: Bool)
    /// An operator or a global function; operators are named as in the language definition, `_&&_`.
    case call(Name, [SyntaxNode])
    case memberCall(SyntaxNode, Name, [SyntaxNode])
    case list([(value: SyntaxNode, isOptional: Bool)])
    case map([(key: SyntaxNode, value: SyntaxNode, isOptional: Bool)])
    case message(String, [(field: Name, value: SyntaxNode)])
    case comprehension(Comprehension)
    case bind(Name, value: SyntaxNode, body: SyntaxNode)
    /// `optMap` and `optFlatMap`.
    case optionalMap(SyntaxNode, Name, body: SyntaxNode, isFlat: Bool)
  }

  var kind: Kind
  var range: Range<Int>
  /// The levels of nesting below, so that no later walk can run out of stack.
  var depth = 1
}

/// A constant in the text.
enum Literal: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
}

/// A macro that runs over a list or a map.
struct Comprehension: Sendable {
  enum Operation: String, Sendable {
    case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry
  }

  var operation: Operation
  /// The word as written, which may be `exists_one` or `existsOne`.
  var name: Name
  var range: SyntaxNode
  /// One variable (the element or key), or two (index or key, then value).
  var variables: [Name]
  /// The predicate; of `map` and the transforms the optional filter.
  var predicate: SyntaxNode?
  /// What `map` and the transforms make of an element.
  var transform: SyntaxNode?
}
