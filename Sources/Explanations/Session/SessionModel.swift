public import Checking
public import Diagnostics
public import Rules
public import Topology
public import YAMLTree

/// What a session talks about: the models as they were read, and how to decide the rules over one.
public struct SessionModel: Sendable {
  /// Every system that was read.
  public var systems: [Topology]
  public var sources: Sources
  /// The files behind the systems.
  public var streams: [YAMLStream]
  /// All rules that may be asked about.
  public var rules: [Rule]
  /// Those that are decided.
  public var decided: [Rule]
  /// Decides the rules over a system, under the settings of the run.
  public var check: @Sendable (SharedModel) -> SystemReport

  /// Collects them. Precondition: there is a system.
  public init(
    systems: [Topology], sources: Sources, streams: [YAMLStream], rules: [Rule], decided: [Rule],
    check: @escaping @Sendable (SharedModel) -> SystemReport
  ) {
    precondition(!systems.isEmpty, "a session is about a system")
    self.systems = systems
    self.sources = sources
    self.streams = streams
    self.rules = rules
    self.decided = decided
    self.check = check
  }
}
