extension CheckedExpression {
  /// Whether the expression reads a variable of this name somewhere. O(size of the expression).
  ///
  /// A variable of a macro that hides it counts too.
  public func reads(_ name: String) -> Bool { root.reads(name) }
}

extension TypedExpression {
  fileprivate func reads(_ name: String) -> Bool {
    if case .variable(_, let own) = kind, own == name { return true }
    return children.contains { $0.reads(name) }
  }
}
