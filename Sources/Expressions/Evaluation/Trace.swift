/// A field of an object that an evaluation asked for.
public struct FieldRead: Hashable, Sendable {
  public var object: ObjectRef
  public var field: Int32

  /// Creates a read.
  public init(object: ObjectRef, field: Int32) {
    self.object = object
    self.field = field
  }
}

/// What kind of expression a record is of.
public enum TraceKind: Sendable {
  case and, or, not, conditional, exists, all, list, read, has, constant, variable, other
}

/// An expression that was evaluated, and what it came to.
public struct TraceNode: Sendable {
  /// UTF-8 offsets in the text of the whole expression.
  public var range: Range<Int>
  public var text: String
  public var type: ExpressionType
  public var value: Value
  public var kind: TraceKind
  /// The parts that were evaluated, in that order; of a macro its list, then one for each element that was looked at.
  public var children: [TraceNode] = []
  /// The field it read, of `read` and `has`.
  public var read: FieldRead?
  /// For a child of a macro: the element.
  public var binding: Binding?

  /// The element for which a part of a macro was evaluated.
  public struct Binding: Sendable {
    public var name: String
    public var value: Value
    public var type: ExpressionType
  }
}

/// Collects records while an evaluation runs.
final class Recorder {
  private(set) var root: TraceNode?
  private var open: [TraceNode] = []

  func enter(_ node: TraceNode) { open.append(node) }

  func leave(_ value: Value) {
    guard var node = open.popLast() else { return }
    node.value = value
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
  }

  /// Notes that the expression being evaluated reads a field.
  func read(_ read: FieldRead) {
    guard !open.isEmpty else { return }
    open[open.count - 1].read = read
  }
}

/// A node that leaves a record of its value.
final class RecordingNode: Node, @unchecked Sendable {
  let node: Node
  let record: TraceNode
  let binding: (name: String, slot: Int, type: ExpressionType)?

  init(
    _ node: Node, _ expression: TypedExpression, _ text: String,
    binding: (name: String, slot: Int, type: ExpressionType)? = nil
  ) {
    self.node = node
    self.binding = binding
    record = TraceNode(
      range: expression.range, text: text.utf8Slice(expression.range), type: expression.type, value: .null,
      kind: expression.traceKind)
  }

  override var constant: Value? { node.constant }

  override func evaluate(_ machine: inout Machine) -> Value {
    var entry = record
    if let binding {
      entry.binding = TraceNode.Binding(name: binding.name, value: machine.slots[binding.slot], type: binding.type)
    }
    machine.recorder?.enter(entry)
    let value = node.evaluate(&machine)
    machine.recorder?.leave(value)
    return value
  }
}

extension TypedExpression {
  var traceKind: TraceKind {
    switch kind {
    case .and: .and
    case .or: .or
    case .not: .not
    case .conditional: .conditional
    case .field: .read
    case .isStated: .has
    case .constant: .constant
    case .variable: .variable
    case .comprehension(let it):
      switch it.operation {
      case .exists: .exists
      case .all: .all
      default: .list
      }
    default: .other
    }
  }
}

extension String {
  /// The part at these UTF-8 offsets.
  func utf8Slice(_ range: Range<Int>) -> String {
    let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound, limitedBy: utf8.endIndex) ?? utf8.endIndex
    let end = utf8.index(utf8.startIndex, offsetBy: range.upperBound, limitedBy: utf8.endIndex) ?? utf8.endIndex
    return String(self[start..<end])
  }
}
