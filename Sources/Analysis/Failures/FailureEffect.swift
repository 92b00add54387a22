/// What the loss of one thing does, everything else being up.
public struct FailureEffect: Sendable {
  /// What is lost.
  public enum Loss: Hashable, Sendable {
    /// One copy of a component (row of the `party` table) that has several.
    case replica(Int)
    /// A component with all its copies.
    case component(Int)
    /// All copies in a zone, of whatever component.
    case zone(String)
    /// All copies in a region.
    case region(String)
    /// All copies on a machine or rack.
    case host(String)
    /// Every component on a cluster or platform.
    case runtime(String)
    /// A link (row of the `link` table) that somebody waits on.
    case link(Int)
  }

  /// A workload that is no longer answered.
  public struct Stop: Sendable {
    /// Row of the `workload` table.
    public var workload: Int
    /// The share of its requests that fail; below one where only some of them need what is lost.
    public var share: Interval
  }

  /// A component that cannot follow what is left to it.
  public struct Overload: Sendable {
    /// Why it gets more than it can do.
    public enum Cause: Hashable, Sendable {
      /// Fewer copies share the load.
      case fewerCopies
      /// The cache (row of the `party` table) no longer answers for it.
      case coldCache(Int)
      /// Callers try again what fails.
      case retries
    }

    /// Row of the `party` table.
    public var party: Int
    /// At peak; 1 is all that it can do.
    public var utilization: Interval
    public var cause: Cause
  }

  /// Work that was acknowledged and is gone.
  public struct DataLoss: Sendable {
    /// Row of the `party` table.
    public var party: Int
    /// Seconds of work.
    public var work: Estimate
  }

  public var loss: Loss
  /// The workloads that fail in whole or in part, those that matter most first.
  public var stops: [Stop] = []
  /// The workloads that are answered without something that they can do without: rows, ascending.
  public var degrades: [Int] = []
  /// The workloads of which some work waits in a queue: rows, ascending.
  public var delays: [Int] = []
  /// What is left and cannot follow, the most loaded first.
  public var overloads: [Overload] = []
  public var dataLosses: [DataLoss] = []
  /// Seconds without service until another copy or a standby has taken over; zero where nothing has to.
  public var interruption = Interval.zero
  /// Requests per second that are not answered, at peak.
  public var lostRate = Interval.zero

  /// Whether anybody notices.
  public var hasEffect: Bool {
    !stops.isEmpty || !degrades.isEmpty || !delays.isEmpty || !overloads.isEmpty || !dataLosses.isEmpty
      || interruption.high > 0
  }
}
