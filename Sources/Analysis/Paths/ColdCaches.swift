import Topology

extension Topology {
  /// The same system with every cache as empty as after a restart: `cold_hit_rate` in place of `hit_rate`.
  var withColdCaches: Topology {
    let pairs = [(Facts.Link.cacheHitRate, Facts.Link.coldHitRate), (Facts.Party.hitRate, Facts.Party.coldHitRate)]
    var cold = self
    for (warm, empty) in pairs where hasFacts(empty) {
      for row in rows(of: warm.table) where state(empty, row) == .value {
        cold = cold.setting(warm, row, to: cell(empty, row))
      }
    }
    return cold
  }
}
