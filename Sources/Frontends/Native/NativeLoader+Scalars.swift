internal import Diagnostics
internal import Topology
internal import YAMLTree

/// A message in the place of a value.
struct Problem: Error {
  var diagnostic: Diagnostic {
    get { box[0] }
    set { box[0] = newValue }
  }

  /// An array of one keeps results as small as what they hold when nothing is wrong, which is a million times a file.
  private var box: [Diagnostic]

  init(_ code: String, _ message: String, at node: YAMLNode, helps: [String] = []) {
    box = [.error(code, message, at: node.place, helps: helps)]
  }
}

/// What a scalar says.
enum ScalarValue {
  case none
  case value(UInt64, isRange: Bool)
}

/// Values of one field: plain, with provenance, or as a range.
extension NativeLoader {
  mutating func scalarCell(_ column: ColumnSpec, key: YAMLNode, _ node: YAMLNode) -> Result<Cell, Problem> {
    guard node.isMapping, let inner = node["value"] else {
      return scalarPayload(column.field.type, node, name: key.text).map {
        cell($0, basis: plainBasis, place: place(key, node))
      }
    }
    return provenance(node).flatMap { basis, remark in
      scalarPayload(column.field.type, inner, name: key.text).map {
        cell($0, basis: basis, place: place(key, inner, remark: remark))
      }
    }
  }

  private func cell(_ value: ScalarValue, basis: Basis, place: PlaceID) -> Cell {
    switch value {
    case .none: Cell(.none, basis: basis, place: place)
    case .value(let payload, let isRange): Cell(.value, basis: basis, payload: payload, isRange: isRange, place: place)
    }
  }

  /// `{value: 400/s, basis: measured, evidence: …, date: 2026-10-01, until: 2027-10-01}`.
  ///
  /// Of a plain value there is nothing to say.
  func provenance(_ node: YAMLNode) -> Result<(Basis, Remark), Problem> {
    var basis = plainBasis
    var remark = Remark()
    for entry in node.entries {
      let text = entry.value.text
      switch entry.key.text {
      case "value": continue
      case "basis":
        guard let named = Basis.writable.first(where: { $0.word == text }) else {
          return .failure(notOneOf(Basis.writable.map(\.word), entry.value, name: "basis"))
        }
        basis = named
      case "evidence": remark.evidence = text
      case "reason": remark.reason = text
      case "date", "until":
        guard CalendarDate.isValid(text) else { return .failure(notADate(entry.value)) }
        if entry.key.text == "date" { remark.date = text } else { remark.until = text }
      case let key:
        let nearest = Suggestion.nearest(to: key, among: ["value"] + Remark.keys)
        return .failure(
          Problem(
            "unknown-key", "unknown key `\(key)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""), at: entry.key,
            helps: ["beside `value` stand `basis`, `evidence`, `date`, `until` and `reason`"]))
      }
    }
    return .success((basis, remark))
  }

  /// The value of one scalar, or of a range, of a type.
  mutating func scalarPayload(_ type: FieldType, _ node: YAMLNode, name: String) -> Result<ScalarValue, Problem> {
    if node.isMapping { return rangePayload(type, node, name: name) }
    guard node.isScalar else {
      return .failure(Problem("wrong-type", "`\(name)` is a single value, not a list", at: node))
    }
    if node.isNull {
      return .failure(
        Problem("null-value", "`\(name)` has no value", at: node, helps: ["write `none` if there is none"]))
    }
    if node.hasText("none") { return noneValue(type) }
    switch type {
    case .text: return .success(.value(builder.intern(node.text), isRange: false))
    case .flag: return flag(node, name)
    case .integer(let minimum, let unlimited): return integer(node, name, minimum, unlimited)
    case .number(let minimum): return number(node, name, minimum)
    case .quantity(let kind, let domain): return quantity(node, name, kind, domain)
    case .date:
      let text = node.text
      return CalendarDate.isValid(text)
        ? .success(.value(builder.intern(text), isRange: false)) : .failure(notADate(node))
    case .enumeration(let enumeration): return word(node, name, enumeration)
    case .reference(let target): return resolve(node, as: target).map { .value(Payload.entity($0), isRange: false) }
    case .list, .record, .rows: return .failure(Problem("wrong-type", "`\(name)` is not a single value", at: node))
    }
  }

  private func noneValue(_ type: FieldType) -> Result<ScalarValue, Problem> {
    switch type {
    case .flag: .success(.value(0, isRange: false))
    case .enumeration(let enumeration):
      .success(enumeration.ordinal(of: "none").map { .value(UInt64($0), isRange: false) } ?? .none)
    default: .success(.none)
    }
  }

  private func flag(_ node: YAMLNode, _ name: String) -> Result<ScalarValue, Problem> {
    if case .bool(let value) = node.scalar { return .success(.value(value ? 1 : 0, isRange: false)) }
    let text = node.text
    if node.style != .plain, ["true", "false"].contains(text) {
      return .failure(quoted(node, "`\(name)` is `true` or `false`"))
    }
    let meant = ["yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"][
      text.lowercased()]
    return .failure(
      Problem(
        "wrong-value", "`\(name)` is `true` or `false`, not `\(text)`", at: node,
        helps: [meant.map { "write `\($0)`" } ?? "write `true` or `false`"]))
  }

  private func integer(
    _ node: YAMLNode, _ name: String, _ minimum: Int, _ unlimited: Bool
  ) -> Result<ScalarValue, Problem> {
    if unlimited, node.hasText("unlimited") { return .success(.value(Payload.number(.infinity), isRange: false)) }
    guard case .int(let value) = node.scalar else {
      if node.style != .plain, Int(node.text) != nil { return .failure(quoted(node, "`\(name)` is a whole number")) }
      if node.text.allSatisfy({ ("0"..."9").contains($0) }), !node.text.isEmpty {
        return .failure(tooLarge(node, name))
      }
      return .failure(
        Problem(
          "wrong-value", "`\(name)` is a whole number, not `\(node.text)`", at: node,
          helps: ["write a number like `\(max(minimum, 2))`" + (unlimited ? ", or `unlimited`" : "")]))
    }
    guard value >= minimum else {
      return .failure(
        Problem(
          "out-of-range", "`\(name)` is at least \(minimum), not `\(value)`", at: node,
          helps: value == 0 ? ["write `none` if there is none"] : []))
    }
    guard value <= Self.largestInteger else { return .failure(tooLarge(node, name)) }
    return .success(.value(Payload.number(Double(value)), isRange: false))
  }

  /// Beyond, a 64-bit floating-point number does not hold every integer.
  private static let largestInteger = 1 << 53

  private func tooLarge(_ node: YAMLNode, _ name: String) -> Problem {
    Problem("out-of-range", "`\(name)` is at most \(Self.largestInteger), not `\(node.text)`", at: node)
  }

  private func quoted(_ node: YAMLNode, _ message: String) -> Problem {
    Problem("wrong-value", message + ", not a text", at: node, helps: ["write `\(node.text)` without quotes"])
  }

  private func number(_ node: YAMLNode, _ name: String, _ minimum: Double) -> Result<ScalarValue, Problem> {
    let value: Double
    switch node.scalar {
    case .int(let int): value = Double(int)
    case .float(let double) where double.isFinite: value = double
    default:
      return .failure(
        Problem(
          "wrong-value", "`\(name)` is a number, not `\(node.text)`", at: node,
          helps: ["write a number like `2.5`, without a unit"]))
    }
    guard value >= minimum else {
      return .failure(
        Problem("out-of-range", "`\(name)` is at least \(Quantity.trimmed(minimum)), not `\(node.text)`", at: node))
    }
    return .success(.value(Payload.number(value), isRange: false))
  }

  private func quantity(
    _ node: YAMLNode, _ name: String, _ kind: QuantityKind, _ domain: QuantityDomain
  ) -> Result<ScalarValue, Problem> {
    let text = node.text
    do {
      let value = try Quantity.parse(text, as: kind)
      guard domain.contains(value) else {
        return .failure(Problem("out-of-range", "`\(name)` is \(domain.words), not `\(text)`", at: node))
      }
      return .success(.value(Payload.number(value), isRange: false))
    } catch {
      return .failure(Problem("wrong-quantity", error.message, at: node, helps: [error.help]))
    }
  }

  private func word(_ node: YAMLNode, _ name: String, _ enumeration: Enumeration) -> Result<ScalarValue, Problem> {
    let text = node.text
    if let ordinal = enumeration.ordinal(of: text) { return .success(.value(UInt64(ordinal), isRange: false)) }
    return .failure(notOneOf(enumeration.names, node, name: name))
  }

  private func notOneOf(_ values: [String], _ node: YAMLNode, name: String) -> Problem {
    let nearest = Suggestion.nearest(to: node.text, among: values) ?? completion(of: node.text, among: values)
    return Problem(
      "wrong-value", "`\(node.text)` is not a value of `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""),
      at: node,
      helps: ["the values are \(values.map { "`\($0)`" }.joined(separator: ", "))"])
  }

  /// The only value that a text begins or is begun by: `production` for `prod`, `auto` for `automatic`.
  private func completion(of text: String, among values: [String]) -> String? {
    guard text.count >= 3 else { return nil }
    let near = values.filter { $0.count >= 3 && ($0.hasPrefix(text) || text.hasPrefix($0)) }
    return near.count == 1 ? near[0] : nil
  }

  private func notADate(_ node: YAMLNode) -> Problem {
    Problem("wrong-value", "`\(node.text)` is not a date", at: node, helps: ["write it like `2027-06-30`"])
  }
}
