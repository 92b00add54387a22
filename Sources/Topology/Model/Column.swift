/// The values of one field for all rows of a table, in parallel arrays; a field that nobody states has no column.
///
/// Readers of many rows hold on to the column: looking it up costs more than reading it.
public struct Column: Sendable {
  @usableFromInline private(set) var flags: [UInt8]
  @usableFromInline private(set) var payloads: [UInt64]
  private(set) var places: [PlaceID]

  /// Nobody states the field.
  public init() {
    flags = []
    payloads = []
    places = []
  }

  /// Whether any row has ever been stated.
  var isUsed: Bool { !flags.isEmpty }

  /// Rows beyond the end of the arrays were added after the last fact: unknown.
  subscript(row: Int) -> Cell {
    get { row < flags.count ? Cell(flags: flags[row], payload: payloads[row], place: places[row]) : .unknown }
    set {
      if row >= flags.count { grow(to: row + 1) }
      flags[row] = newValue.flags
      payloads[row] = newValue.payload
      places[row] = newValue.place
    }
  }

  /// The rows up to the last that states the field.
  var count: Int { flags.count }

  /// Whether two columns are one and the same in memory; false may be said of equal ones. O(1).
  func isSame(as other: Column) -> Bool {
    func address<T>(_ array: [T]) -> UnsafePointer<T>? { array.withUnsafeBufferPointer { $0.baseAddress } }
    return address(flags) == address(other.flags) && address(payloads) == address(other.payloads)
      && address(places) == address(other.places)
  }

  /// What is known of a row. O(1).
  @inlinable public func status(_ row: Int) -> CellStatus {
    CellStatus(flags: row < flags.count ? flags[row] : 0)
  }

  /// The value of a row, of which the status says that it has one. O(1).
  @inlinable public func payload(_ row: Int) -> UInt64 { payloads[row] }

  private mutating func grow(to count: Int) {
    if count == flags.count + 1 {
      flags.append(0)
      payloads.append(0)
      places.append(.none)
      return
    }
    let missing = count - flags.count
    flags.append(contentsOf: repeatElement(0, count: missing))
    payloads.append(contentsOf: repeatElement(0, count: missing))
    places.append(contentsOf: repeatElement(.none, count: missing))
  }
}

/// State and basis of a fact in one byte, as a column holds them.
@frozen public struct CellStatus: Sendable {
  @usableFromInline let flags: UInt8

  @inlinable init(flags: UInt8) { self.flags = flags }

  public static let unknown = CellStatus(flags: 0)

  /// Unknown, none or a value.
  @inlinable public var state: FactState { FactState(rawValue: flags & 3) ?? .unknown }

  /// Whether the fact is no weaker than `weakest`.
  @inlinable public func isAtLeast(_ weakest: Basis) -> Bool { flags >> 2 & 7 <= weakest.rawValue }

  /// Whether the payload is a position in the model's side table of ranges.
  @inlinable public var isRange: Bool { flags & 0x20 != 0 }

  /// Whether the language itself says so, where nothing is written.
  @inlinable public var isByDefinition: Bool { flags >> 2 & 7 == Basis.definition.rawValue }
}

extension Topology {
  /// The column of a field; `nil` if nobody states it.
  public func column(_ id: ColumnID) -> Column? {
    logWhole(id)
    let columns = tables[Int(id.table.rawValue)].columns
    return id.index < columns.count && columns[id.index].isUsed ? columns[id.index] : nil
  }
}
