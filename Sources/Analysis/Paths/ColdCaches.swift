import Topology

extension Topology {
  private static let hitRates = [
    (warm: Facts.Link.cacheHitRate, cold: Facts.Link.coldHitRate),
    (warm: Facts.Party.hitRate, cold: Facts.Party.coldHitRate),
  ]

  /// Whether any cache says how it answers after a restart.
  var hasColdCaches: Bool { Self.hitRates.contains { hasFacts($0.cold) } }

  /// The same system with every cache as empty as after a restart: `cold_hit_rate` in place of `hit_rate`.
  var withColdCaches: Topology {
    var cold = self
    for (warm, empty) in Self.hitRates where hasFacts(empty) {
      for row in rows(of: warm.table) where state(empty, row) == .value {
        cold = cold.setting(warm, row, to: cell(empty, row))
      }
    }
    return cold
  }
}
