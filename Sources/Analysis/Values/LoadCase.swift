/// At which demand, with how many replicas and with which attempts a figure is asked for.
public struct LoadCase: Hashable, Sendable {
  /// Which of its stated rates each workload has.
  public enum Demand: Int, CaseIterable, Hashable, Sendable {
    /// The ordinary rate of every workload.
    case rate
    /// The peak of every workload.
    case peak
    /// The peak of every workload after its growth until `system.horizon`.
    case horizon
  }

  /// How many copies each component runs.
  public struct Replicas: Hashable, Sendable {
    /// Which end of its range.
    public enum Count: Int, CaseIterable, Hashable, Sendable {
      /// `replicas.min`.
      case least
      /// `replicas.max` where scaling is horizontal or automatic, else `replicas.min`.
      case byScaling
      /// `replicas.max`.
      case most
    }

    /// What each component has lost of them.
    public enum Loss: Int, CaseIterable, Hashable, Sendable {
      case nothing
      /// One copy.
      case replica
      /// All copies of the zone that has most of them.
      case zone
    }

    /// Which end.
    public var count: Count
    /// What is lost.
    public var loss: Loss

    init(_ count: Count, loss: Loss = .nothing) {
      self.count = count
      self.loss = loss
    }

    /// `replicas.min`.
    public static let least = Replicas(.least)
    /// `replicas.max` where scaling is horizontal or automatic, else `replicas.min`.
    public static let byScaling = Replicas(.byScaling)
    /// `replicas.max`.
    public static let most = Replicas(.most)
  }

  /// How many attempts each call takes.
  public enum Failures: Int, CaseIterable, Hashable, Sendable {
    /// One attempt for each call, but for what a stated `failure_rate` adds.
    case nothingFails
    /// Every call is tried as often as its retry allows.
    case everyAttemptFails
    /// Attempts fail by stated rates, and where the load makes them later than their timeout; the least fixed point.
    case timeouts
    /// The same, and where they meet a component that is down.
    case timeoutsAndOutages
    /// Attempts fail by stated rates, and where a component has no place for them, which also has no calls of its own for them.
    case refusals
  }

  /// Whether calls that are late, and followed by others, count as often as they come.
  var countsLateAttempts: Bool { failures == .timeouts || failures == .timeoutsAndOutages }

  /// Which rates.
  public var demand: Demand
  /// How many copies.
  public var replicas: Replicas
  /// Which attempts.
  public var failures: Failures
  /// What the demand of all workloads is multiplied with.
  public var factor: Double

  /// A case of its own; `factor` is at least 0.
  public init(_ demand: Demand, _ replicas: Replicas, _ failures: Failures = .nothingFails, factor: Double = 1) {
    self.demand = demand
    self.replicas = replicas
    self.failures = failures
    self.factor = factor
  }

  /// The ordinary rate on the least replicas.
  public static let rate = LoadCase(.rate, .least)
  /// The peak, on as many replicas as scaling brings.
  public static let peak = LoadCase(.peak, .byScaling)
  /// The peak on the most replicas.
  public static let peakAtMost = LoadCase(.peak, .most)
  /// The peak while every attempt fails.
  public static let everyAttemptFails = LoadCase(.peak, .byScaling, .everyAttemptFails)

  /// The peak after growth, on today's replicas.
  public static let horizon = LoadCase(.horizon, .byScaling)

  /// The same after each component has lost a copy or a zone.
  public func losing(_ loss: Replicas.Loss) -> LoadCase {
    LoadCase(demand, Replicas(replicas.count, loss: loss), failures, factor: factor)
  }

  /// The same with other attempts.
  public func failing(_ failures: Failures) -> LoadCase { LoadCase(demand, replicas, failures, factor: factor) }

  /// The same with the demand of all workloads multiplied once more.
  public func scaled(by factor: Double) -> LoadCase {
    LoadCase(demand, replicas, failures, factor: self.factor * factor)
  }
}

extension LoadCase.Failures: FewQuestions {}

extension LoadCase.Replicas: FewQuestions {
  static let all = Count.allCases.flatMap { count in Loss.allCases.map { LoadCase.Replicas(count, loss: $0) } }
  var number: Int { count.rawValue * Loss.allCases.count + loss.rawValue }
}
