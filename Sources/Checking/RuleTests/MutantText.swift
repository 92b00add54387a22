public import Rules

extension RuleMutant {
  /// The mutant for people: rule, clause and change, then the changed text with a mark under the change.
  public var description: String {
    var result = "\(rule.id), \(clause): \(change)\n"
    var start = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = start + line.utf8.count
      if !line.isEmpty { result += "    \(line)\n" }
      if mark.lowerBound >= start, mark.lowerBound <= end, !line.isEmpty {
        let width = max(min(mark.upperBound, end) - mark.lowerBound, 1)
        result +=
          "    \(String(repeating: " ", count: mark.lowerBound - start))\(String(repeating: "^", count: width))\n"
      }
      start = end + 1
    }
    return result
  }
}
