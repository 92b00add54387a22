/// A map in the order in which it was written.
public final class MapValue: Sendable {
  public let keys: [Value]
  public let values: [Value]
  private let index: [MapKey: Int]

  /// Creates a map, or `nil` if a key is repeated or cannot be a key.
  public init?(_ entries: [(key: Value, value: Value)]) {
    var index: [MapKey: Int] = [:]
    for (place, entry) in entries.enumerated() {
      guard let key = MapKey(entry.key), index.updateValue(place, forKey: key) == nil else { return nil }
    }
    keys = entries.map(\.key)
    values = entries.map(\.value)
    self.index = index
  }

  /// The value under `key`; numbers of different types are one key if they are equal. O(1).
  public func value(for key: Value) -> Value? {
    guard let key = MapKey(key), let place = index[key] else { return nil }
    return values[place]
  }

  var count: Int { keys.count }
}

/// A value as a key: numbers that are equal are the same key.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string([UInt8])

  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
    case .double(let value):
      if let int = Int64(exactly: value) {
        self = .int(int)
      } else if let uint = UInt64(exactly: value) {
        self = .uint(uint)
      } else {
        return nil
      }
    // Code points, not the canonical equivalence of `String.==`.
    case .string(let value): self = .string(Array(value.utf8))
    default: return nil
    }
  }
}
