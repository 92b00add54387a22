/// Two sets of names that should be one, told so that the eye finds what differs.
struct SetDifference {
  let title: String
  let expected: [String]
  let found: [String]

  init(of title: String, expected: [String], found: [String]) {
    self.title = title
    self.expected = expected
    self.found = found
  }

  /// Both sets whole, then what is lacking and what is surplus; nothing if they are equal.
  var lines: [String] {
    let lacking = expected.filter { !found.contains($0) }
    let surplus = found.filter { !expected.contains($0) }
    guard !lacking.isEmpty || !surplus.isEmpty else { return [] }
    let rows =
      [("expected", expected), ("found", found)]
      + [("lacking", lacking), ("surplus", surplus)].filter { !$0.1.isEmpty }
    return rows.enumerated().map { index, row in
      let head = index == 0 ? title : String(repeating: " ", count: title.count)
      let padding = String(repeating: " ", count: 8 - row.0.count)
      return "\(head)  \(row.0)\(padding)  \(row.1.isEmpty ? "nothing" : row.1.joined(separator: ", "))"
    }
  }
}
