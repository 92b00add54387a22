/// An attribute of a user's own (`x_…`) to which the configuration gives a type, so that rules can read it.
public struct CustomAttribute: Hashable, Sendable {
  /// What the value is.
  public enum ValueType: String, CaseIterable, Sendable {
    case text, flag, number, duration, rate, size, percentage
  }

  /// What has it, in the words of rules: `service`, `component`, `link`, …
  public var owner: String
  /// With its `x_`.
  public var name: String
  public var type: ValueType
  /// One sentence for people, or empty.
  public var doc: String

  public init(owner: String, name: String, type: ValueType, doc: String = "") {
    self.owner = owner
    self.name = name
    self.type = type
    self.doc = doc
  }
}

extension ColumnID {
  /// Above every column of the schema table; `FactID` has 16 bits for the index.
  private static let firstCustom = 0x8000

  /// The column of a custom attribute, by its position in `Topology.customAttributes`.
  public init(table: TableID, custom position: Int) { self.init(table: table, index: Self.firstCustom + position) }

  /// The position in `Topology.customAttributes`; `nil` for a column of the schema table.
  public var customPosition: Int? { index >= Self.firstCustom ? index - Self.firstCustom : nil }
}

extension Topology {
  /// The attribute of an entity as written; `nil` if nobody states it. O(log facts).
  public func customFact(_ name: String, of entity: EntityID) -> CustomFact? {
    var (low, high) = (0, customFacts.count)
    while low < high {
      let middle = (low + high) / 2
      let fact = customFacts[middle]
      if (fact.entity, fact.name) < (entity, name) { low = middle + 1 } else { high = middle }
    }
    guard low < customFacts.count, customFacts[low].entity == entity, customFacts[low].name == name else { return nil }
    return customFacts[low]
  }
}
