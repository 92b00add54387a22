import Topology

/// How much of the time things work.
extension FigureCatalog {
  static let availabilities: [Figure] = [
    Figure("availability", .workload, .fraction, "share of requests that are answered") {
      $0.availability(ofWorkload: $1)
    },
    Figure("downtime", .workload, .duration, "time in 30 days in which requests are not answered") {
      $0.downtime(ofWorkload: $1)
    },
    Figure("outage_frequency", .workload, .rate, "how often it stops being answered") {
      $0.failureFrequency(ofWorkload: $1)
    },
    Figure("mean_outage", .workload, .duration, "how long it is not answered each time") {
      $0.meanOutage(ofWorkload: $1)
    },
    Figure(
      "own_availability", .party, .fraction, "share of time that it is up by itself, with its copies and their zones"
    ) {
      $0.availability(ofParty: $1)
    },
    Figure("copies_needed", .party, .count, "copies that must be up for it to serve") {
      $0.copiesNeeded(ofParty: $1)
    },
    Figure("downtime_share", .party, .fraction, "part of the downtime of all workloads that its failures cause") {
      $0.downtimeShare(ofParty: $1)
    },
    Figure("survives_replica_loss", .party, .flag, "it goes on serving when one of its copies is lost") {
      $0.survivesReplicaLoss(ofParty: $1)
    },
    Figure("survives_zone_loss", .party, .flag, "enough of its copies are left whichever of its zones is lost") {
      $0.survivesZoneLoss(ofParty: $1)
    },
    Figure("survives_region_loss", .party, .flag, "enough of its copies are left whichever of its regions is lost") {
      $0.survivesRegionLoss(ofParty: $1)
    },
    Figure("stops_workloads", .party, .count, "workloads with requests that fail while it is lost") {
      $0.stoppedWorkloads(ofParty: $1)
    },
    Figure(
      "recovery_point", .party, .duration, of: [.store], "work that is lost with all its copies, since the last backup"
    ) {
      $0.recoveryPoint(ofParty: $1)
    },
    Figure(
      "failover_point", .party, .duration, of: [.store], "work that is lost with the copy that takes the writes"
    ) {
      $0.failoverPoint(ofParty: $1)
    },
    Figure(
      "recovery_point", .dataSet, .duration, "work that is lost with all copies of its source, since the last backup"
    ) {
      $0.recoveryPoint(ofDataSet: $1)
    },
    Figure("recovery_time", .party, .duration, "time until it works again after the loss of all its copies") {
      $0.recoveryTime(ofParty: $1)
    },
    Figure("failover_time", .party, .duration, "time without service until another copy or a standby serves") {
      $0.failoverTime(ofParty: $1)
    },
  ]
}
