internal import Diagnostics
internal import Topology
internal import YAMLTree

/// The keys of the two kinds of range.
enum RangeForm {
  static let uncertain = ["low", "likely", "high"]
  /// Without them it is no range.
  static let ends = ["low", "high"]
  static let varying = ["mean", "p50", "p95", "p99"]
}

/// Quantities that are more than one number: `{low, likely, high}` is not knowing, `{mean, p50, p95, p99}` is variation.
extension NativeLoader {
  mutating func rangePayload(_ type: FieldType, _ node: YAMLNode, name: String) -> Result<ScalarValue, Problem> {
    if let problem = misspeltProvenance(node) { return .failure(problem) }
    switch type {
    case .quantity, .number, .integer: break
    default: return .failure(Problem("wrong-type", "`\(name)` is a single value, not a map", at: node))
    }
    let keys = node.entries.map(\.key.text)
    if keys.allSatisfy(RangeForm.uncertain.contains), !keys.isEmpty { return uncertain(type, node, name) }
    if keys.allSatisfy(RangeForm.varying.contains), !keys.isEmpty { return varying(type, node, name) }
    return .failure(
      Problem(
        "wrong-type", "`\(name)` is a single value or a range", at: node,
        helps: [
          "write a plain value, `{low: …, likely: …, high: …}` for what is not known exactly, `{mean: …, p99: …}` for what varies, or `{value: …, basis: …}`"
        ]))
  }

  /// A map that was meant to be `{value: …, basis: …}`.
  private func misspeltProvenance(_ node: YAMLNode) -> Problem? {
    guard let remark = node.entries.first(where: { Remark.keys.contains($0.key.text) }) else { return nil }
    let slip = node.entries.first { Suggestion.nearest(to: $0.key.text, among: ["value"]) != nil }
    if let slip {
      return Problem(
        "unknown-key", "unknown key `\(slip.key.text)`; did you mean `value`?", at: slip.key, helps: ["write `value`"])
    }
    return Problem(
      "missing-key", "`value` is missing beside `\(remark.key.text)`", at: remark.key, helps: ["add `value: …`"])
  }

  private mutating func uncertain(_ type: FieldType, _ node: YAMLNode, _ name: String) -> Result<ScalarValue, Problem> {
    if let key = RangeForm.ends.first(where: { node[$0] == nil }) {
      return .failure(
        Problem(
          "missing-key", "a range needs `low` and `high`; `\(key)` is missing", at: node, helps: ["add `\(key): …`"]))
    }
    var values: [String: Double] = [:]
    for key in RangeForm.uncertain {
      guard let part = node[key] else { continue }
      switch member(type, part, name) {
      case .success(let value): values[key] = value
      case .failure(let problem): return .failure(problem)
      }
    }
    let ordered = RangeForm.uncertain.compactMap { values[$0] }
    guard let low = ordered.first, let high = ordered.last, ordered == ordered.sorted() else {
      let named = RangeForm.uncertain.filter { values[$0] != nil }.map { "`\($0)`" }
      let list = named.dropLast().joined(separator: ", ") + " and " + (named.last ?? "")
      return .failure(Problem("out-of-range", "\(list) of `\(name)` are out of order", at: node))
    }
    guard high.isFinite else {
      return .failure(Problem("out-of-range", "a range of `\(name)` ends somewhere", at: node["high"] ?? node))
    }
    var range = ValueRange.uncertain(low: low, likely: values["likely"], high: high)
    // There is no half replica to compute with.
    if case .integer = type, let middle = range.point {
      range = .uncertain(low: low, likely: middle.rounded(), high: high)
    }
    return .success(.value(builder.range(range), isRange: true))
  }

  private mutating func varying(_ type: FieldType, _ node: YAMLNode, _ name: String) -> Result<ScalarValue, Problem> {
    var values: [String: Double] = [:]
    for entry in node.entries {
      switch member(type, entry.value, name) {
      case .success(let value): values[entry.key.text] = value
      case .failure(let problem): return .failure(problem)
      }
    }
    let percentiles = ["p50", "p95", "p99"].compactMap { values[$0] }
    guard percentiles == percentiles.sorted() else {
      return .failure(Problem("out-of-range", "the percentiles of `\(name)` are out of order", at: node))
    }
    let range = ValueRange.varying(
      mean: values["mean"], p50: values["p50"], p95: values["p95"], p99: values["p99"])
    return .success(.value(builder.range(range), isRange: true))
  }

  private mutating func member(_ type: FieldType, _ node: YAMLNode, _ name: String) -> Result<Double, Problem> {
    guard node.isScalar else { return .failure(Problem("wrong-type", "a range is made of single values", at: node)) }
    return scalarPayload(type, node, name: name).flatMap { value in
      guard case .value(let payload, _) = value else {
        return .failure(Problem("wrong-value", "`none` cannot be part of a range", at: node))
      }
      return .success(Payload.number(payload))
    }
  }
}
