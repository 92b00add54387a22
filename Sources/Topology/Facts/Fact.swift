/// What is known of one attribute.
public enum FactState: UInt8, Sendable {
  /// Nobody said. Never the same as false.
  case unknown = 0
  /// The author said that there is none.
  case none = 1
  case value = 2
}

/// How a fact came to be known, strongest first.
public enum Basis: UInt8, Comparable, CaseIterable, Sendable {
  /// Taken from a running system.
  case measured
  /// Simply written.
  case stated
  /// What the language means where nothing is written (`visits: 1`); no assumption, so it weakens no finding.
  case definition
  /// Concluded by a front end, with its reason.
  case inferred
  /// A format's or an author's named default.
  case `default`
  /// Assumed by the author, or known of the technology in general.
  case assumed

  /// Stronger bases come first.
  public static func < (a: Basis, b: Basis) -> Bool { a.rawValue < b.rawValue }

  /// The word people read and write.
  public var word: String {
    switch self {
    case .measured: "measured"
    case .stated: "stated"
    case .definition: "by definition"
    case .inferred: "inferred"
    case .default: "default"
    case .assumed: "assumed"
    }
  }

  /// Whether a finding that rests on the fact may be called certain.
  public var isFirm: Bool { self <= .definition }

  /// The bases that a provenance wrapper may name.
  public static let writable: [Basis] = [.measured, .stated, .inferred, .default, .assumed]
}

/// Names one attribute of one entity: a table, a column and a row in 64 bits, so that sets of missing facts are cheap.
public struct FactID: Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public init(_ column: ColumnID, row: Int) {
    rawValue = UInt64(column.table.rawValue) << 48 | UInt64(column.index) << 32 | UInt64(UInt32(row))
  }

  public var column: ColumnID {
    ColumnID(
      table: TableID(rawValue: UInt8(truncatingIfNeeded: rawValue >> 48)) ?? .system,
      index: Int(rawValue >> 32 & 0xFFFF))
  }

  public var row: Int { Int(rawValue & 0xFFFF_FFFF) }

  public var entity: EntityID { EntityID(column.table, row) }

  public static func < (a: FactID, b: FactID) -> Bool { a.rawValue < b.rawValue }
}
