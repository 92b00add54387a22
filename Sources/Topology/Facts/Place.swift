public import Diagnostics

/// A 32-bit handle to where a fact was written; `none` for facts that nobody wrote.
public struct PlaceID: Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public static let none = PlaceID(rawValue: 0)
}

/// Where a fact was written, and what its author said of it.
public struct Place: Sendable {
  /// The key, or the name of an entity.
  public var key: Span
  /// The value; equal to `key` where there is none of its own.
  public var value: Span
  /// Position in `PlaceTable.remarks`, or -1.
  var remark: Int32 = -1

  public init(key: Span, value: Span) {
    self.key = key
    self.value = value
  }
}

/// What a provenance wrapper says beside the value, or why a fact was inferred or assumed.
public struct Remark: Hashable, Sendable {
  /// Where the figure comes from, as the author wrote it.
  public var evidence: String?
  /// ISO 8601, as written.
  public var date: String?
  /// The last day on which the figure is relied on, ISO 8601.
  public var until: String?
  /// Why a front end or the technology table says so.
  public var reason: String?
  /// The alias through which an anchored value was reached.
  public var via: Span?

  /// What may stand beside `value`.
  public static let keys = ["basis", "evidence", "date", "until", "reason"]

  public init(
    evidence: String? = nil, date: String? = nil, until: String? = nil, reason: String? = nil, via: Span? = nil
  ) {
    self.evidence = evidence
    self.date = date
    self.until = until
    self.reason = reason
    self.via = via
  }
}

/// The side table of places.
public struct PlaceTable: Sendable {
  private var places: [Place] = []
  private var remarks: [Remark] = []
  /// Whether any fact says of which day it is, or until when it holds.
  public private(set) var hasDates = false

  public init() {}

  /// Stores a place and returns its handle.
  public mutating func add(key: Span, value: Span, remark: Remark? = nil) -> PlaceID {
    var place = Place(key: key, value: value)
    if let remark {
      place.remark = Int32(remarks.count)
      if remark.date != nil || remark.until != nil { hasDates = true }
      remarks.append(remark)
    }
    places.append(place)
    return PlaceID(rawValue: UInt32(places.count))
  }

  /// Stores a remark on a fact that stands nowhere in the input, such as a technology's.
  public mutating func add(remark: Remark, at span: Span) -> PlaceID { add(key: span, value: span, remark: remark) }

  public subscript(id: PlaceID) -> Place? { id == .none ? nil : places[Int(id.rawValue) - 1] }

  /// What was said of the fact at a place.
  public func remark(at id: PlaceID) -> Remark? {
    guard let place = self[id], place.remark >= 0 else { return nil }
    return remarks[Int(place.remark)]
  }
}
