import Topology

/// Which loss is worse: by the most important workload that stops, then by the requests that fail, then by what else it
/// does.
struct FailureRanking {
  private let topology: Topology

  init(_ topology: Topology) { self.topology = topology }

  /// The worst first; stops within an effect too. Ties keep their order.
  func sorted(_ effects: [FailureEffect]) -> [FailureEffect] {
    let ordered = effects.map { effect -> FailureEffect in
      var effect = effect
      effect.stops.sort {
        (importance($1.workload), $1.share.high, $0.workload) < (importance($0.workload), $0.share.high, $1.workload)
      }
      return effect
    }
    let keyed = ordered.enumerated().map { (key: key($1), position: $0, effect: $1) }
    return keyed.sorted { $0.key == $1.key ? $0.position < $1.position : $1.key.isLess(than: $0.key) }.map(\.effect)
  }

  /// The tier of a workload, that of the system where it states none; below all where nobody says.
  private func importance(_ workload: Int) -> Int {
    topology.ordinal(Columns.workloadCriticality, workload) ?? topology.ordinal(Columns.systemCriticality, 0) ?? -1
  }

  private struct Key: Equatable {
    var parts: [Double]

    func isLess(than other: Key) -> Bool { parts.lexicographicallyPrecedes(other.parts) }
  }

  private func key(_ effect: FailureEffect) -> Key {
    let shares = effect.stops.reduce(0) { $0 + $1.share.high }
    let others = [effect.overloads.count, effect.dataLosses.count, effect.degrades.count, effect.delays.count]
    let most = effect.stops.map { importance($0.workload) }.max().map { Double($0 + 2) } ?? 0
    return Key(parts: [most, effect.lostRate.low, shares] + others.map(Double.init) + [effect.interruption.high])
  }
}
