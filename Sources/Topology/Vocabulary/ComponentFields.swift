extension Vocabulary {
  /// What services, stores and queues have in common.
  static let component: [Field] = identity_ + placement + redundancy_ + capacity + operations_ + recovery_

  private static let identity_: [Field] = [
    Field("technology", .text, "What it is made with; brings assumed facts from the technology table."),
    Field("lifecycle", .enumeration(lifecycle), "Where it stands in its life."),
    Field("tier", .enumeration(tier), "How much depends on it."),
    Field("exposure", .enumeration(exposure), "Who can reach it."),
    Field("part_of", .text, "The group that it belongs to."),
    Field("multi_tenant", .flag, "Several tenants share it."),
    Field("links_complete", .flag, "All its links are drawn; `false` where a front end cannot see them all."),
    Field(
      "cost",
      .record(
        RecordShape(
          "component cost", main: ["per_hour"],
          [
            Field("per_hour", .number(minimum: 0), "Price of one replica for an hour."),
            Field("per_million_requests", .number(minimum: 0), "Price of a million requests."),
            Field("per_gib_month", .number(minimum: 0), "Price of a GiB kept for a month."),
          ])), "What it costs."),
  ]

  private static let placement: [Field] = [
    Field("zones", .names, "Availability zones it runs in."),
    Field("regions", .names, "Regions it runs in."),
    Field("hosts", .names, "Machines or racks it runs on."),
    Field("runtime", .text, "The cluster or platform it runs on."),
    Field("trust_zone", .text, "The network zone it is in."),
    Field("backed_by", .component, "The component it keeps its data in."),
    Field("reached_by", .list(.component), "The name service or balancer in front of it."),
    Field("cells", .positiveCount, "Number of independent cells; `replicas` is per cell."),
  ]

  private static let redundancy_: [Field] = [
    Field(
      "replicas",
      .record(
        RecordShape(
          "replicas", main: ["min", "max"], fillsAll: true, canBeNone: false,
          [
            Field("min", .count, "Fewest running copies; of a store, per partition and with the leader."),
            Field("max", .count, "Most running copies."),
          ])), "Running copies; a plain number is both least and most."),
    Field(
      "redundancy",
      .record(
        RecordShape(
          "redundancy", main: ["need"],
          [
            Field("need", .positiveCount, "How many must be up."), Field("of", .positiveCount, "Out of how many."),
          ])), "How many must be up out of how many (k out of n)."),
    Field(
      "failover",
      .record(
        RecordShape(
          "failover", main: ["mode"],
          [
            Field("mode", .enumeration(failoverMode), "How another copy takes over."),
            Field("promoted_by", .text, "What decides the promotion."),
            Field("fencing", .flag, "The old leader is cut off before the new one writes."),
            Field("time", .duration, "Time until the new copy serves."),
            Field("candidates", .names, "Copies that may be promoted."),
            Field("to", .text, "The zone or region it moves to."),
            Field("hold", .duration, "Time that is waited before the promotion."),
          ])), "What happens when the active copy is lost."),
    Field("must_survive", .enumeration(failureScope), "The largest loss it is required to survive."),
    Field("standby_for", .component, "The component it stands in for."),
    Field("singleton", .flag, "There may be only one instance."),
    Field("state", .enumeration(state), "What an instance keeps between requests."),
  ]

  private static let capacity: [Field] = [
    Field(
      "scaling",
      .record(
        RecordShape(
          "scaling", main: ["mode"],
          [
            Field("mode", .enumeration(scalingMode), "How it grows."),
            Field("trigger", .text, "The figure that starts it."),
            Field("target", .share, "The value of the figure that is kept."),
            Field("max", .positiveCount, "Most instances, or the size factor of vertical scaling."),
            Field("reaction_time", .duration, "Time from the need to the instance that serves."),
          ])), "How capacity follows the load."),
    Field(
      "workers", .positiveCount,
      "Servers of one replica that spend `service_time` (cores, event loops); free while waiting downstream."),
    Field(
      "concurrency", .positiveCount,
      "Requests one replica has in progress at once (threads, connections); held while waiting downstream."),
    Field("queue_limit", .limit, "Requests that may wait in front of one replica."),
    Field("service_time", .record(componentServiceTime), "Time one server is busy with one request, without waiting."),
    Field("delay", .duration, "Fixed time added to every request, without occupying a server."),
    Field("load_balancing", .enumeration(loadBalancing), "How requests are spread over replicas."),
    Field("discipline", .enumeration(discipline), "How waiting requests are served."),
    Field("throughput_per_replica", .quantity(.rate, .positive), "Measured most requests of one replica over time."),
    Field("contention", .share, "Contention of the Universal Scalability Law (sigma)."),
    Field("coherency", .number(minimum: 0), "Coherency of the Universal Scalability Law (kappa)."),
    Field("max_connections", .limit, "Connections it accepts in all."),
    Field("pools", .rows(.pool), "Connections or threads kept for dependencies."),
    Field(
      "peer_mesh",
      .record(
        RecordShape(
          "peer mesh", main: ["per_peer"],
          [
            Field("per_peer", .positiveCount, "What each instance keeps for each other instance."),
            Field("limit", .limit, "Most that an instance can keep."),
          ])), "A resource that grows with the number of peers."),
    Field(
      "admission",
      .record(
        RecordShape(
          "admission", main: ["max_concurrency"],
          [
            Field("max_concurrency", .limit, "Requests that are let in at once."),
            Field("load_shedding", .flag, "Work above the limit is refused early and cheaply."),
            Field("order", .enumeration(admissionOrder), "Who is served first under overload."),
          ])), "How it protects itself from too much work."),
  ]

  private static let operations_: [Field] = [
    Field(
      "health",
      .record(
        RecordShape(
          "health",
          [
            Field("liveness", .text, "What decides that an instance is restarted."),
            Field("readiness", .text, "What decides that an instance gets traffic."),
            Field("depends_on", .list(.component), "Components that the check itself calls."),
          ])), "How its health is checked."),
    Field("drain_time", .duration, "Time an instance gets to finish its work."),
    Field(
      "deploy",
      .record(
        RecordShape(
          "deploy", main: ["strategy"],
          [
            Field("strategy", .enumeration(deployStrategy), "How a new version arrives."),
            Field("order", .positiveCount, "Position among the components deployed together; the lowest first."),
            Field("staged", .flag, "A change reaches zones or regions one after another."),
          ])), "How it is deployed."),
    Field(
      "removal",
      .record(
        RecordShape(
          "removal", main: ["trigger"],
          [
            Field("trigger", .text, "The signal on which instances are taken out."),
            Field(
              "floor",
              .record(
                RecordShape(
                  "removal floor", main: ["share", "count"],
                  [
                    Field("share", .share, "As a share of the instances."),
                    Field("count", .count, "As a number of instances."),
                  ])), "How many must stay whatever the signal says."),
            Field("of", .component, "The component whose instances are taken out."),
          ])), "Who takes instances out on a signal."),
  ]

  private static let recovery_: [Field] = [
    Field("availability", .share, "Share of time it is up, with its replicas, while its dependencies are up."),
    Field("mtbf", .quantity(.duration, .positive), "Mean time between failures of one replica."),
    Field("mttr", .duration, "Mean time to repair one replica."),
    Field("rto", .duration, "Recovery time objective."),
    Field("rpo", .duration, "Recovery point objective: how much work may be lost."),
    Field(
      "recovery",
      .record(
        RecordShape(
          "recovery", main: ["needs"],
          [
            Field("needs", .list(.component), "Components that must work to bring it back."),
            Field("needs_any", .list(.component), "Components of which one must work to bring it back."),
          ])), "What it takes to bring it back."),
  ]

  static let pool: [Field] = [
    Field("for", .component, "The dependency.", required: true),
    Field("max", .limit, "Most connections or threads of one replica."),
  ]
}
