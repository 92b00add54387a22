import Topology

extension CapacityAnalysis {
  /// Bytes that a store or queue keeps today, in all copies. Not applicable where no data set is kept, and to queues
  /// that keep messages until they are consumed.
  public func storage(ofParty party: Int) -> Estimate {
    storage(ofParty: party) { kept, _ in (kept.total { $0.today }, kept.formula) }
  }

  /// Bytes in all copies after the growth until `system.horizon`.
  public func storageAtHorizon(ofParty party: Int) -> Estimate {
    storage(ofParty: party) { kept, derivation in
      guard let horizon = derivation.number(Facts.System.horizon, 0, of: topology) else {
        derivation.lack(Facts.System.horizon, 0, of: topology)
        return (.unbounded, .storageAtHorizon)
      }
      return (kept.total { $0.amount(after: horizon) }, .storageAtHorizon)
    }
  }

  /// Bytes a day by which all copies together grow. Where nobody states how data grows, at most what is written.
  public func storageGrowth(ofParty party: Int) -> Estimate {
    storage(ofParty: party) { kept, _ in (kept.daily * kept.copies, .storageGrowth) }
  }

  /// The part of `size` that one copy of one partition takes. Not applicable where no size is stated.
  public func storageUtilization(ofParty party: Int) -> Estimate {
    storage(ofParty: party) { kept, derivation in
      size(ofParty: party, &derivation).map {
        (.min(kept.curve.today, kept.most) / ($0 * kept.partitions), .storageUtilization)
      }
    }
  }

  /// Seconds from today until a copy of a partition has reached `size`. Not applicable where no size is stated.
  public func storageRunway(ofParty party: Int) -> Estimate {
    storage(ofParty: party) { kept, derivation in
      guard let size = size(ofParty: party, &derivation) else { return nil }
      let limit = size * kept.partitions
      // What its number of messages keeps below the size never fills it.
      let runway = kept.curve.time(until: limit)
      return (kept.most.high < limit.low ? Interval(.infinity) : runway, .storageRunway)
    }
  }

  // MARK: Parts

  private func storage(
    ofParty party: Int, _ figure: (StoredBytes, inout Derivation) -> (Interval, Formula)?
  ) -> Estimate {
    guard let kept = StoredBytes(ofParty: party, self) else { return .notApplicable }
    var derivation = kept.derivation
    guard let (value, formula) = figure(kept, &derivation) else { return .notApplicable }
    if value.isPoint { derivation.forgetMissing() }
    return derivation.estimate(value, formula)
  }

  private func size(ofParty party: Int, _ derivation: inout Derivation) -> Interval? {
    derivation.number(Columns.size, party, of: topology).map { Interval($0) }
  }
}
