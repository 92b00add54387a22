internal import Diagnostics
internal import Rules
internal import Topology
internal import YAMLTree

/// `attributes`: types for `x_` keys, by what has them.
extension ConfigurationReader {
  private static let attributeKeys = ["type", "doc"]

  mutating func attributes(_ node: YAMLNode) -> [CustomAttribute] {
    if !node.isMapping { report("wrong-type", "`attributes` is a map from types to their attributes", node) }
    var found: [CustomAttribute] = []
    for owner in node.entries {
      guard word(owner.key, { CustomAttribute.ownerNames.contains($0) ? $0 : nil }, CustomAttribute.ownerNames) != nil
      else { continue }
      if !owner.value.isMapping { report("wrong-type", "the attributes of a type are a map", owner.value) }
      for entry in owner.value.entries {
        guard let attribute = attribute(entry, of: owner.key.text) else { continue }
        if let other = found.first(where: { $0.isSeenWith(attribute) }) {
          report("duplicate-name", "a \(other.owner) has `\(attribute.name)` already", entry.key)
        } else {
          found.append(attribute)
        }
      }
    }
    return found
  }

  private mutating func attribute(_ entry: YAMLEntry, of owner: String) -> CustomAttribute? {
    let name = entry.key.text
    guard Self.isName(name) else {
      report(
        "invalid-name", "`\(name)` cannot be an attribute of your own", entry.key,
        help: "write it in snake_case after `x_`")
      return nil
    }
    for field in entry.value.entries where !Self.attributeKeys.contains(field.key.text) {
      unknownKey(field.key.text, field.key, Self.attributeKeys)
    }
    guard let node = entry.value.isScalar && !entry.value.isNull ? entry.value : entry.value["type"] else {
      report("missing-key", "the attribute `\(name)` needs a `type`", entry.key)
      return nil
    }
    let types = CustomAttribute.ValueType.self
    guard let type = word(node, types.init(rawValue:), types.allCases.map(\.rawValue)) else { return nil }
    return CustomAttribute(owner: owner, name: name, type: type, doc: entry.value["doc"]?.text ?? "")
  }

  /// Rules read it as a field, so it is spelled like one.
  private static func isName(_ text: String) -> Bool {
    text.hasPrefix("x_") && text.utf8.count > 2
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_")
      }
  }
}

extension CustomAttribute {
  /// Whether something could have both, under one name.
  fileprivate func isSeenWith(_ other: CustomAttribute) -> Bool {
    name == other.name && !Set(objectTypes).isDisjoint(with: other.objectTypes)
  }
}
