/// One fact as a column holds it: state, basis, value in 64 bits, and place.
public struct Cell: Sendable {
  public var state: FactState
  public var basis: Basis
  /// The value is a position in the model's side table of ranges.
  public var isRange: Bool
  /// A number's bits, an ordinal, a flag, an interned text, a packed entity, or a packed span of rows or list items.
  public var payload: UInt64
  public var place: PlaceID

  public init(
    _ state: FactState, basis: Basis, payload: UInt64 = 0, isRange: Bool = false, place: PlaceID = .none
  ) {
    self.state = state
    self.basis = basis
    self.payload = payload
    self.isRange = isRange
    self.place = place
  }

  public static let unknown = Cell(.unknown, basis: .stated)

  var flags: UInt8 { state.rawValue | basis.rawValue << 2 | (isRange ? 0x20 : 0) }

  init(flags: UInt8, payload: UInt64, place: PlaceID) {
    state = FactState(rawValue: flags & 3) ?? .unknown
    basis = Basis(rawValue: flags >> 2 & 7) ?? .stated
    isRange = flags & 0x20 != 0
    self.payload = payload
    self.place = place
  }
}

/// How values become 64 bits and back.
public enum Payload {
  public static func number(_ value: Double) -> UInt64 { value.bitPattern }
  public static func number(_ payload: UInt64) -> Double { Double(bitPattern: payload) }

  public static func entity(_ id: EntityID) -> UInt64 { UInt64(id.table.rawValue) << 32 | UInt64(UInt32(id.row)) }
  public static func entity(_ payload: UInt64) -> EntityID {
    EntityID(
      TableID(rawValue: UInt8(truncatingIfNeeded: payload >> 32)) ?? .system, Int(payload & 0xFFFF_FFFF))
  }

  public static func span(_ range: Range<Int>) -> UInt64 {
    UInt64(UInt32(range.lowerBound)) << 32 | UInt64(UInt32(range.upperBound))
  }
  public static func span(_ payload: UInt64) -> Range<Int> { Int(payload >> 32)..<Int(payload & 0xFFFF_FFFF) }
}
