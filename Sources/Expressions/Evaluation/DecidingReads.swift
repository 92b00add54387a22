/// The fields on which a result rests, in the order in which they were first read: for a true `&&` those of both sides,
/// for a true `||` those of its true sides, for a true `exists` those of its witnesses, and so on by symmetry.
public func decidingReads(_ trace: TraceNode) -> [FieldRead] {
  var reads: [FieldRead] = []
  var seen: Set<FieldRead> = []
  collect(trace, &reads, &seen)
  return reads
}

private func collect(_ node: TraceNode, _ reads: inout [FieldRead], _ seen: inout Set<FieldRead>) {
  for child in deciding(node) { collect(child, &reads, &seen) }
  if let read = node.read, seen.insert(read).inserted { reads.append(read) }
}

/// The children that make the value what it is.
private func deciding(_ node: TraceNode) -> [TraceNode] {
  switch node.kind {
  case .and, .or:
    // The sides that came to the same are those that decide: a true `&&` has two, a false one at least one.
    let alike = node.children.filter { isAlike($0.value, node.value) }
    return alike.isEmpty ? node.children : alike
  case .exists, .all:
    let elements = node.children.filter { $0.binding != nil }
    let lists = node.children.filter { $0.binding == nil }
    let witnesses = elements.filter { isAlike($0.value, node.value) }
    return lists + (witnesses.isEmpty ? elements : witnesses)
  case .list:
    // Of a filter, the elements that stayed.
    return node.children.filter { child in
      guard child.binding != nil, case .bool(let stayed) = child.value else { return true }
      return stayed
    }
  default: return node.children
  }
}

private func isAlike(_ a: Value, _ b: Value) -> Bool {
  switch (Truth.of(a), Truth.of(b)) {
  case (.bool(let x), .bool(let y)): x == y
  case (.unknown, .unknown): true
  default: false
  }
}
