/// How a time varies that is made of others: waits and service, one after the other, at the same time, or by chance.
///
/// A constant part is kept apart and exact. What varies may be shared between laws; the parts are independent of each
/// other.
struct TimeLaw: Sendable {
  indirect enum Shape: Sendable {
    /// No time beside the constant.
    case nothing
    /// A wait and then a service.
    case response(WaitLaw, ServiceLaw)
    /// A gamma distribution with these moments.
    case fitted(TimeMoments)
    /// One after the other, each so often; of a broken number, the fraction is the chance of one more.
    case sum([Repeated])
    /// One of several, by chance; the shares add up to 1.
    case mixture([(share: Double, law: TimeLaw)])
    /// At the same time; the last one counts.
    case slowest([Repeated])
    /// At the same time; the answer is there with the `needed`-th of `count`.
    case quorum(TimeLaw, needed: Int, count: Int)
    /// The first of two, the second of which starts later.
    case hedged(TimeLaw, after: Double)
    /// Attempts until one succeeds.
    case attempts(RepeatedCall)
    /// Whatever is not done by then is given up.
    case cut(TimeLaw, at: Double)
  }

  /// A time that comes several times.
  struct Repeated: Sendable {
    var law: TimeLaw
    var count: Double
  }

  /// What varies, with its mean and variance.
  final class Core: Sendable {
    let shape: Shape
    /// Of shapes whose moments have no closed form about what they are at most.
    let moments: TimeMoments
    /// Whether the moments are exact.
    let hasExactMoments: Bool

    init(_ shape: Shape) {
      self.shape = shape
      (moments, hasExactMoments) = TimeLaw.moments(of: shape)
    }
  }

  /// Seconds that are always the same.
  var constant: Double
  let core: Core

  init(_ shape: Shape, constant: Double = 0) {
    self.init(Core(shape), constant: constant)
  }

  private init(_ core: Core, constant: Double) {
    self.core = core
    self.constant = constant
  }

  var shape: Shape { core.shape }

  static let none = TimeLaw(.nothing)
  static let endless = TimeLaw(.fitted(.endless))

  static func constant(_ time: Double) -> TimeLaw {
    time.isFinite ? TimeLaw(.nothing, constant: time) : .endless
  }

  /// A wait and then a service; a constant service is a constant part.
  static func response(_ wait: WaitLaw, _ service: ServiceLaw) -> TimeLaw {
    guard !wait.isEndless, service.mean.isFinite else { return .endless }
    guard case .constant(let time) = service else { return TimeLaw(.response(wait, service)) }
    return wait.waitingShare > 0 ? TimeLaw(.response(wait, .constant(0)), constant: time) : .constant(time)
  }

  /// The same, so much later.
  func delayed(by time: Double) -> TimeLaw {
    time.isFinite ? TimeLaw(core, constant: constant + time) : .endless
  }

  /// The part that varies alone.
  private var withoutConstant: TimeLaw { TimeLaw(core, constant: 0) }

  /// Whether it ends.
  var isFinite: Bool { constant.isFinite && core.moments.isFinite }

  /// One after the other; the constants of what comes a whole number of times are taken out.
  static func sum(_ parts: [Repeated]) -> TimeLaw {
    var constant = 0.0
    var rest: [Repeated] = []
    for part in parts where part.count > 0 {
      guard part.law.isFinite, part.count.isFinite else { return .endless }
      if part.count == part.count.rounded() {
        constant += part.count * part.law.constant
        if case .nothing = part.law.shape { continue }
        rest.append(Repeated(law: part.law.withoutConstant, count: part.count))
      } else {
        rest.append(part)
      }
    }
    if rest.isEmpty { return .constant(constant) }
    if rest.count == 1, let only = rest.first, only.count == 1 { return only.law.delayed(by: constant) }
    return TimeLaw(.sum(rest), constant: constant)
  }

  /// One of several by chance; shares that do not add up to 1 are of their sum.
  static func mixture(_ parts: [(share: Double, law: TimeLaw)]) -> TimeLaw {
    let coming = parts.filter { $0.share > 0 }
    guard coming.allSatisfy({ $0.law.isFinite }) else { return .endless }
    guard let first = coming.first else { return .none }
    if coming.count == 1 { return first.law }
    let total = coming.reduce(0) { $0 + $1.share }
    let constant = coming.reduce(first.law.constant) { min($0, $1.law.constant) }
    let shifted = coming.map {
      (share: $0.share / total, law: $0.law.delayed(by: -constant))
    }
    return TimeLaw(.mixture(shifted), constant: constant)
  }

  /// This with a chance, else no time.
  func withChance(_ chance: Double) -> TimeLaw {
    chance >= 1 ? self : .mixture([(chance, self), (1 - chance, .none)])
  }

  /// At the same time, until the last has ended.
  static func slowest(_ parts: [Repeated]) -> TimeLaw {
    let running = parts.filter { $0.count > 0 }
    guard running.allSatisfy({ $0.law.isFinite && $0.count.isFinite }) else { return .endless }
    guard let first = running.first else { return .none }
    if running.count == 1, first.count <= 1 { return first.law.withChance(first.count) }
    // A call that may not come at all is over at once.
    guard running.allSatisfy({ $0.count >= 1 }) else { return TimeLaw(.slowest(running)) }
    let constant = running.reduce(first.law.constant) { min($0, $1.law.constant) }
    let rest = running.map {
      Repeated(law: $0.law.delayed(by: -constant), count: $0.count)
    }
    return TimeLaw(.slowest(rest), constant: constant)
  }

  /// At the same time, until so many have ended.
  func quorum(needed: Int, of count: Int) -> TimeLaw {
    guard isFinite else { return .endless }
    if count <= 1 { return self }
    return TimeLaw(.quorum(withoutConstant, needed: min(max(1, needed), count), count: count), constant: constant)
  }
}
