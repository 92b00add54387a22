/// What a number measures, as exponents of time, data and money.
///
/// A duration is time¹, a rate time⁻¹, a size data¹, a bandwidth data¹·time⁻¹; a count or a fraction has no dimension.
public struct Dimension: Hashable, Sendable {
  public var time: Int8
  public var data: Int8
  public var money: Int8

  /// Creates the dimension with these exponents.
  public init(time: Int8 = 0, data: Int8 = 0, money: Int8 = 0) {
    self.time = time
    self.data = data
    self.money = money
  }

  /// A count, a fraction: no dimension.
  public static let none = Dimension()
  /// Time.
  public static let duration = Dimension(time: 1)
  /// Per time.
  public static let rate = Dimension(time: -1)
  /// Data.
  public static let size = Dimension(data: 1)
  /// Data per time.
  public static let bandwidth = Dimension(time: -1, data: 1)
  /// Money.
  public static let money = Dimension(money: 1)

  /// The dimension of a product.
  public static func * (a: Dimension, b: Dimension) -> Dimension {
    Dimension(time: a.time &+ b.time, data: a.data &+ b.data, money: a.money &+ b.money)
  }

  /// The dimension of a quotient.
  public static func / (a: Dimension, b: Dimension) -> Dimension {
    Dimension(time: a.time &- b.time, data: a.data &- b.data, money: a.money &- b.money)
  }

  /// The word for it (`duration`, `number`), or the exponents where there is no word (`data·time^2`).
  public var name: String {
    switch self {
    case .none: "number"
    case .duration: "duration"
    case .rate: "rate"
    case .size: "size"
    case .bandwidth: "bandwidth"
    case .money: "amount of money"
    case Dimension(time: -1, money: 1): "cost rate"
    default: spelled
    }
  }

  private var spelled: String {
    [("data", data), ("money", money), ("time", time)].filter { $0.1 != 0 }
      .map { $0.1 == 1 ? $0.0 : "\($0.0)^\($0.1)" }.joined(separator: "·")
  }
}
