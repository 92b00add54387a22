/// The columns that code names by hand; rules find theirs by name.
public enum Facts {
  public enum System {
    public static let targetUtilization = Schema.named(.system, "target_utilization")
    public static let horizon = Schema.named(.system, "horizon")
    public static let growth = Schema.named(.system, "growth")
  }

  public enum Party {
    public static let owner = Schema.named(.party, "owner")
    public static let exposure = Schema.named(.party, "exposure")
    public static let multiTenant = Schema.named(.party, "multi_tenant")
    public static let external = Schema.named(.party, "external")
    public static let technology = Schema.named(.party, "technology")
    public static let retryAttempts = Schema.named(.party, "retry.max_attempts")
    public static let retry = Schema.named(.party, "retry")
    public static let linksComplete = Schema.named(.party, "links_complete")
    public static let replicas = Schema.named(.party, "replicas")
    public static let replicasMin = Schema.named(.party, "replicas.min")
    public static let replicasMax = Schema.named(.party, "replicas.max")
    public static let scalingMode = Schema.named(.party, "scaling.mode")
    public static let workers = Schema.named(.party, "workers")
    public static let concurrency = Schema.named(.party, "concurrency")
    public static let serviceTime = Schema.named(.party, "service_time")
    public static let serviceTimeMean = Schema.named(.party, "service_time.mean")
    public static let serviceTimeRead = Schema.named(.party, "service_time.read")
    public static let serviceTimeWrite = Schema.named(.party, "service_time.write")
    public static let serviceTimeApply = Schema.named(.party, "service_time.apply")
    public static let throughputPerReplica = Schema.named(.party, "throughput_per_replica")
    public static let delay = Schema.named(.party, "delay")
    public static let partitions = Schema.named(.party, "partitions")
    public static let replication = Schema.named(.party, "replication")
    public static let replicationTopology = Schema.named(.party, "replication.topology")
    public static let replicationN = Schema.named(.party, "replication.n")
    public static let readReplicas = Schema.named(.party, "replication.read_replicas")
    public static let hitRate = Schema.named(.party, "hit_rate")
    public static let coldHitRate = Schema.named(.party, "cold_hit_rate")
    public static let deadLetter = Schema.named(.party, "dead_letter")
    public static let maxReceives = Schema.named(.party, "max_receives")
    public static let backedBy = Schema.named(.party, "backed_by")
    public static let reachedBy = Schema.named(.party, "reached_by")
    public static let failover = Schema.named(.party, "failover")
    public static let failoverMode = Schema.named(.party, "failover.mode")
    public static let standbyFor = Schema.named(.party, "standby_for")
    public static let recoveryNeeds = Schema.named(.party, "recovery.needs")
    public static let recoveryNeedsAny = Schema.named(.party, "recovery.needs_any")
    public static let healthDependsOn = Schema.named(.party, "health.depends_on")
    public static let removalOf = Schema.named(.party, "removal.of")
  }

  public enum Interface {
    public static let exposure = Schema.named(.interface, "exposure")
  }

  public enum Operation {
    public static let serviceTimeMean = Schema.named(.operation, "service_time.mean")
    public static let serviceTime = Schema.named(.operation, "service_time")
  }

  public enum Link {
    public static let from = Schema.named(.link, "from")
    public static let to = Schema.named(.link, "to")
    public static let name = Schema.named(.link, "name")
    public static let access = Schema.named(.link, "access")
    public static let mode = Schema.named(.link, "mode")
    public static let `class` = Schema.named(.link, "class")
    public static let visits = Schema.named(.link, "visits")
    public static let required = Schema.named(.link, "required")
    public static let onFailure = Schema.named(.link, "on_failure")
    public static let fallback = Schema.named(.link, "fallback")
    public static let timeout = Schema.named(.link, "timeout")
    public static let deadline = Schema.named(.link, "deadline")
    public static let retry = Schema.named(.link, "retry")
    public static let retryAttempts = Schema.named(.link, "retry.max_attempts")
    public static let cache = Schema.named(.link, "cache")
    public static let cacheIn = Schema.named(.link, "cache.in")
    public static let cacheHitRate = Schema.named(.link, "cache.hit_rate")
    public static let coldHitRate = Schema.named(.link, "cache.cold_hit_rate")
    public static let group = Schema.named(.link, "group")
    public static let share = Schema.named(.link, "share")
    public static let fanOut = Schema.named(.link, "fan_out")
    public static let readFrom = Schema.named(.link, "read_from")
    public static let batchSize = Schema.named(.link, "batch_size")
    public static let latency = Schema.named(.link, "latency")
    public static let parallel = Schema.named(.link, "parallel")
    public static let data = Schema.named(.link, "data")
  }

  public enum DataSet {
    public static let canonical = Schema.named(.dataSet, "canonical")
    public static let copies = Schema.named(.dataSet, "copies")
    public static let transformations = Schema.named(.dataSet, "transformations")
  }

  public enum Copy {
    public static let `in` = Schema.named(.copy, "in")
    public static let fedBy = Schema.named(.copy, "fed_by")
  }

  public enum Transformation {
    public static let by = Schema.named(.transformation, "by")
    public static let from = Schema.named(.transformation, "from")
  }

  public enum Pool {
    public static let `for` = Schema.named(.pool, "for")
  }

  public enum Workload {
    public static let client = Schema.named(.workload, "client")
    public static let entry = Schema.named(.workload, "entry")
    public static let rate = Schema.named(.workload, "rate")
    public static let peak = Schema.named(.workload, "peak")
    public static let growth = Schema.named(.workload, "growth")
    public static let criticality = Schema.named(.workload, "criticality")
    /// What may be promised of response times.
    public static let latencyObjectives = ["mean", "p50", "p95", "p99"].map {
      Schema.named(.workload, "slo.latency.\($0)")
    }
  }
}
