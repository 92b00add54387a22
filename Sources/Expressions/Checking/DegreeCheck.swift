/// How often the parts of an expression run: nothing may iterate the whole model, and lists of neighbours nest twice.
struct DegreeCheck {
  /// The nesting of neighbour lists that a rule may have, O(deg²).
  static let limit = 2

  let environment: Environment
  let text: String
  var errors: [ExpressionError] = []
  /// The size of lists bound to local variables, by slot.
  private var sizes: [Int: Size] = [:]

  /// The size of a list: the model-wide name in it, or the number of neighbour lists that it multiplies.
  struct Size {
    var degree = 0
    var model: String?
  }

  init(_ environment: Environment, _ text: String) {
    self.environment = environment
    self.text = text
  }

  /// Visits `expression` inside of loops of the given degree.
  mutating func visit(_ expression: TypedExpression, inside degree: Int) {
    switch expression.kind {
    case .comprehension(let it):
      visit(it.range, inside: degree)
      let size = size(of: it.range)
      refuse(size, it.range.range)
      let inner = degree + size.degree
      if inner > Self.limit, size.degree > 0 {
        errors.append(
          ExpressionError(
            it.range.range, "lists of neighbours are nested \(inner) deep here, and a rule may nest \(Self.limit)",
            help: "put `for:` nearer to what is asked, so that fewer lists lie between"))
      }
      for part in [it.predicate, it.transform].compactMap(\.self) { visit(part, inside: inner) }
    case .bind(let slot, let value, let body):
      visit(value, inside: degree)
      sizes[slot] = size(of: value)
      visit(body, inside: degree)
    case .call(let name, let arguments):
      for argument in arguments { visit(argument, inside: degree) }
      // Asking how long a list is costs nothing; all else goes through it.
      guard name != "size", name != "@count", let list = arguments.last, list.type.element != nil else { return }
      refuse(size(of: list), list.range)
    default:
      for child in expression.children { visit(child, inside: degree) }
    }
  }

  private mutating func refuse(_ size: Size, _ range: Range<Int>) {
    guard let model = size.model else { return }
    let error = ExpressionError(
      range, "`\(model)` is a list of the whole model, which a rule may not go through for each subject",
      help: "ask it in `once:`, or start from the subject's own lists")
    if !errors.contains(error) { errors.append(error) }
  }

  private func size(of expression: TypedExpression) -> Size {
    switch expression.kind {
    case .variable(let slot, let name):
      guard slot < environment.variables.count else { return sizes[slot] ?? Size() }
      return size(environment.variables[slot].cost, name)
    case .field(_, let field): return size(field.cost, field.name)
    case .external(let function, _): return size(function.cost, function.name)
    case .comprehension(let it):
      var size = size(of: it.range)
      // Flattening what `map` made multiplies; charging it here is on the safe side.
      if let transform = it.transform, transform.type.element != nil { size = product(size, self.size(of: transform)) }
      return size
    case .call("_+_", let arguments): return arguments.map(size(of:)).reduce(Size(), larger)
    case .call(_, let arguments): return arguments.first.map(size(of:)) ?? Size()
    case .conditional(_, let a, let b): return larger(size(of: a), size(of: b))
    case .bind(_, _, let body): return size(of: body)
    default: return Size()
    }
  }

  private func size(_ cost: Cost, _ name: String) -> Size {
    switch cost {
    case .constant: Size()
    case .degree: Size(degree: 1)
    case .model: Size(model: name)
    }
  }

  private func product(_ a: Size, _ b: Size) -> Size { Size(degree: a.degree + b.degree, model: a.model ?? b.model) }

  private func larger(_ a: Size, _ b: Size) -> Size {
    Size(degree: max(a.degree, b.degree), model: a.model ?? b.model)
  }
}
