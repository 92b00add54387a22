import Expressions
import FoundationEssentials

/// A value with its type beside it, as the tests write values.
indirect enum TaggedValue: Decodable {
  case plain(Value)
  case list([TaggedValue])
  case map([(TaggedValue, TaggedValue)])
  case type(String)
  case unsupported(String)

  enum CodingKeys: String, CodingKey {
    case type, value, base64, seconds, nanos
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let type = try fields.decode(String.self, forKey: .type)
    switch type {
    case "null": self = .plain(.null)
    case "bool": self = .plain(.bool(try fields.decode(Bool.self, forKey: .value)))
    case "string": self = .plain(.string(try fields.decode(String.self, forKey: .value)))
    case "int", "uint", "double":
      let text = try fields.decode(String.self, forKey: .value)
      self = Self.number(type, text).map { .plain($0) } ?? .unsupported("\(type) \(text)")
    case "bytes":
      let data = Data(base64Encoded: try fields.decode(String.self, forKey: .base64)) ?? Data()
      self = .plain(.bytes(Array(data)))
    case "timestamp", "duration":
      self = Self.time(type, try fields.decodeNumber(.seconds), try fields.decodeNumber(.nanos))
    case "list": self = .list(try fields.decode([TaggedValue].self, forKey: .value))
    case "map":
      let pairs = try fields.decode([[TaggedValue]].self, forKey: .value)
      self = .map(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) })
    case "type": self = .type(try fields.decode(String.self, forKey: .value))
    default: self = .unsupported(type)
    }
  }

  private static func number(_ type: String, _ text: String) -> Value? {
    switch type {
    case "int": Int64(text).map { .int($0) }
    case "uint": UInt64(text).map { .uint($0) }
    default: Double(text).map { .double($0) }
    }
  }

  private static func time(_ type: String, _ seconds: Int64, _ nanos: Int64) -> TaggedValue {
    if type == "timestamp" { return .plain(.timestamp(Timestamp(seconds: seconds, nanos: Int32(nanos)))) }
    return TimeSpan(seconds: seconds, nanos: nanos).map { .plain(.duration($0)) } ?? .unsupported("duration")
  }

  /// The value for binding a variable; `nil` if it is of a kind that is not supported.
  var value: Value? {
    switch self {
    case .plain(let value): return value
    case .type(let name): return .type(name)
    case .unsupported: return nil
    case .list(let items):
      let values = items.compactMap(\.value)
      return values.count == items.count ? .list(values) : nil
    case .map(let pairs):
      let entries = pairs.compactMap { key, value in key.value.flatMap { key in value.value.map { (key, $0) } } }
      guard entries.count == pairs.count else { return nil }
      return MapValue(entries.map { (key: $0.0, value: $0.1) }).map { .map($0) }
    }
  }
}

extension KeyedDecodingContainer<TaggedValue.CodingKeys> {
  /// An integer written as a number or as a text.
  func decodeNumber(_ key: Key) throws -> Int64 {
    if let number = try? decode(Int64.self, forKey: key) { return number }
    guard let text = try? decode(String.self, forKey: key) else { return 0 }
    return Int64(text) ?? 0
  }
}
