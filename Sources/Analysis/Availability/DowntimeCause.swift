/// Something whose failures make a workload's requests fail.
public struct DowntimeCause: Sendable {
  /// What fails.
  public enum Source: Hashable, Sendable {
    /// Row of the `party` table: the component with all its copies.
    case component(Int)
    /// The name of an availability zone.
    case zone(String)
    /// The name of a region.
    case region(String)
  }

  /// What fails.
  public var source: Source
  /// The share of requests that hang on it: answered while it is up, and not while it is down (Birnbaum's importance).
  public var importance: Double
  /// Seconds in 30 days that would be saved if it never failed (improvement potential).
  public var downtime: Double
}

extension DowntimeCause {
  /// All that can cost time, the costliest first; ties in the order in which a request meets them.
  static func ranked(_ function: StructureFunction, _ failures: FailureTable) -> [DowntimeCause] {
    let importances = function.importances(function.events.chances)
    var causes: [Source: DowntimeCause] = [:]
    var order: [Source] = []
    func add(_ source: Source, importance: Double, saving: Double) {
      if causes[source] == nil { order.append(source) }
      causes[source, default: DowntimeCause(source: source, importance: 0, downtime: 0)].importance += importance
      causes[source]?.downtime += saving * CapacityAnalysis.secondsIn30Days
    }
    let partitioned = Set(function.events.events.compactMap(\.partitionedParty))
    for (number, event) in function.events.events.enumerated() {
      let chance = function.events.chances[number]
      switch event {
      case .domain(let domain):
        add(Source(domain), importance: importances[number], saving: importances[number] * (1 - chance))
      case .copies(let party, let left, isStricter: false) where partitioned.contains(party):
        if left == failures[party].placement.all {
          let (up, down) = function.availability(withAndWithout: party)
          add(.component(party), importance: up - down, saving: up - function.availability)
        }
      case .copies(let party, let left, isStricter: false):
        // With w the weaker use and s what the stricter one needs beyond it, a diagram is c₀ + c₁·w + c₂·w·s.
        let stricter = function.events[.copies(party: party, left, isStricter: true)]
        let beyond = stricter.map { function.events.chances[$0] } ?? 1
        let both = stricter.map { chance > 0 ? importances[$0] / chance : 0 } ?? 0
        let weaker = importances[number] - both * beyond
        add(
          .component(party), importance: weaker + both,
          saving: weaker * (1 - chance) + both * (1 - chance * beyond))
      default: break
      }
    }
    let ranked = order.enumerated().compactMap { position, source in causes[source].map { (position, $0) } }
      .filter { $0.1.downtime > 0 }
      .sorted { ($1.1.downtime, $0.0) < ($0.1.downtime, $1.0) }
    return ranked.map(\.1)
  }
}

extension DowntimeCause.Source {
  init(_ domain: FailureDomain) {
    switch domain {
    case .zone(let name): self = .zone(name)
    case .region(let name): self = .region(name)
    }
  }
}

extension FailureEvent {
  /// The store of which several partitions are asked.
  fileprivate var partitionedParty: Int? {
    if case .otherPartitions(let party, _, _) = self { party } else { nil }
  }

  fileprivate func isOfCopies(of owner: Int) -> Bool {
    switch self {
    case .copies(let party, _, _), .otherPartitions(let party, _, _): party == owner
    default: false
    }
  }
}

extension StructureFunction {
  /// The share of requests that are answered while the copies of a component never fail, and while they always do.
  fileprivate func availability(withAndWithout party: Int) -> (Double, Double) {
    func held(at chance: Double) -> Double {
      availability(zip(events.events, events.chances).map { $0.isOfCopies(of: party) ? chance : $1 })
    }
    return (held(at: 1), held(at: 0))
  }

  /// Whether the copies of a component are among the events.
  func concerns(_ party: Int) -> Bool {
    events.events.contains { if case .copies(party, _, _) = $0 { true } else { false } }
  }
}
