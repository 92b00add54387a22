import Topology

extension CapacityAnalysis {
  /// What one failure does: the effect of losing each replica, component, zone, region, host, platform and link that
  /// somebody waits on, the worst first, without those that nobody notices.
  ///
  /// Everything else is up. Overload is at peak, of what is left. The cost grows with the sizes of the workloads'
  /// structure functions, not with losses × workloads.
  public func failureEffects() -> [FailureEffect] {
    state.failureEffects.value {
      var enumeration = FailureEnumeration(self)
      return enumeration.ranked()
    }
  }
}
