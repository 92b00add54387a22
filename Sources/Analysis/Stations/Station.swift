import Topology

/// Which requests a side of a station takes.
public enum StationSide: Sendable {
  /// Every request.
  case requests
  /// Writes, and reads at the leader of a store.
  case leader
  /// Reads and applied writes at a copy that follows.
  case follower
  /// What the busiest partition of a queue hands out, one message after another.
  case busiestPartition
}

/// The servers that serve a component's requests, and the time each kind of request takes of them.
///
/// Work is linear in the rates at the nodes of the demand graph, so that one station answers for any mix of workloads.
final class Station: Sendable {
  /// Servers on which the same requests wait.
  struct Side: Sendable {
    var kind: StationSide
    var terms: [Term]
    /// Servers, or requests over time where only a measured throughput is known.
    var capacity: Interval
    /// Where its requests come to several lines, of which the parts of the terms are those of the busiest.
    var spread: KeySpread?
  }

  /// How requests come to partitions unevenly.
  struct KeySpread: Sendable {
    /// The share of requests that the busiest partition gets.
    let busiest: Double
    /// What each of the others gets, as a part of that.
    let others: Double

    /// Nothing where it is not known, or all get the same.
    init?(busiest share: Interval, of partitions: Interval) {
      guard let share = share.point, let count = partitions.point, count > 1, share * count > 1 + 1e-9 else {
        return nil
      }
      busiest = share
      others = (1 - share) / (count - 1) / share
    }
  }

  /// What one request at a node asks of the servers.
  struct Term: Sendable {
    var node: Int
    /// How many times it comes to this side.
    var part = Interval.one
    /// Seconds each time, or 1 where the capacity is a throughput.
    var time: Interval
    /// The fact that would settle it.
    var missing: [FactID] = []
    var inputs: [FactID] = []

    var work: Interval { part * time }
  }

  let sides: [Side]
  let formula: Formula
  /// What the capacity rests on.
  let derivation: Derivation

  init(sides: [Side], formula: Formula, derivation: Derivation) {
    self.sides = sides
    self.formula = formula
    self.derivation = derivation
  }

  /// Work over time, given the rates at the nodes: servers kept busy.
  static func work(_ side: Side, _ rates: (Int) -> Interval) -> Interval {
    side.terms.reduce(.zero) { $0 + $1.work * rates($1.node) }
  }

  /// Utilization of the busiest side.
  func utilization(_ rates: (Int) -> Interval) -> Interval {
    sides.reduce(.zero) { .max($0, Self.work($1, rates) / $1.capacity) }
  }

  /// Adds what the work at these rates rests on.
  func add(to result: inout Derivation, of topology: Topology, _ rates: (Int) -> Interval) {
    result.add(derivation)
    for side in sides {
      for term in side.terms where rates(term.node).high > 0 {
        for fact in term.missing { result.lack(fact) }
        for fact in term.inputs { result.use(fact.column, fact.row, of: topology) }
      }
    }
  }
}
