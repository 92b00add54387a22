import Topology

extension Columns {
  static let arrivals = Schema.named(.workload, "arrivals")
  static let burst = Schema.named(.workload, "burst")
  static let burstFactor = Schema.named(.workload, "burst.factor")
  static let burstRamp = Schema.named(.workload, "burst.ramp")
  static let burstDuration = Schema.named(.workload, "burst.duration")
  static let schedule = Schema.named(.workload, "schedule")
  static let schedulePeriod = Schema.named(.workload, "schedule.period")
  static let scheduleCohort = Schema.named(.workload, "schedule.cohort")
  static let scheduleJitter = Schema.named(.workload, "schedule.jitter")
  static let scalingReactionTime = Schema.named(.party, "scaling.reaction_time")
  static let scalingTarget = Schema.named(.party, "scaling.target")
}
