import Testing
import Topology

@Suite("Constants for columns")
struct FactsTests {
  /// Every constant, so that one with a slip in its path stops here and not in somebody's run.
  static let all: [ColumnID] = [
    Facts.System.targetUtilization, Facts.System.horizon, Facts.System.growth, Facts.Party.owner,
    Facts.Party.exposure, Facts.Party.external, Facts.Party.technology, Facts.Party.retryAttempts,
    Facts.Party.retry, Facts.Party.linksComplete, Facts.Party.replicas, Facts.Party.replicasMin,
    Facts.Party.replicasMax, Facts.Party.scalingMode, Facts.Party.workers, Facts.Party.concurrency,
    Facts.Party.serviceTime, Facts.Party.serviceTimeMean, Facts.Party.serviceTimeRead,
    Facts.Party.serviceTimeWrite, Facts.Party.serviceTimeApply, Facts.Party.throughputPerReplica,
    Facts.Party.delay, Facts.Party.partitions, Facts.Party.replication, Facts.Party.replicationTopology,
    Facts.Party.replicationN, Facts.Party.readReplicas, Facts.Party.hitRate, Facts.Party.deadLetter,
    Facts.Party.maxReceives, Facts.Party.backedBy, Facts.Party.reachedBy, Facts.Party.standbyFor,
    Facts.Party.recoveryNeeds, Facts.Party.recoveryNeedsAny, Facts.Party.healthDependsOn, Facts.Party.removalOf,
    Facts.Interface.exposure, Facts.Operation.serviceTimeMean, Facts.Operation.serviceTime, Facts.Link.from,
    Facts.Link.to, Facts.Link.name, Facts.Link.access, Facts.Link.mode, Facts.Link.`class`, Facts.Link.visits,
    Facts.Link.timeout, Facts.Link.deadline, Facts.Link.retry, Facts.Link.retryAttempts, Facts.Link.cache,
    Facts.Link.cacheIn, Facts.Link.cacheHitRate, Facts.Link.group, Facts.Link.share, Facts.Link.fanOut,
    Facts.Link.readFrom, Facts.Link.batchSize, Facts.Link.latency, Facts.Link.parallel, Facts.Link.data,
    Facts.DataSet.canonical, Facts.DataSet.copies, Facts.DataSet.transformations, Facts.Copy.`in`,
    Facts.Copy.fedBy, Facts.Transformation.by, Facts.Transformation.from, Facts.Pool.`for`, Facts.Workload.client,
    Facts.Workload.entry, Facts.Workload.rate, Facts.Workload.peak, Facts.Workload.growth,
  ]

  @Test("resolve, each to a column of its own")
  func resolve() {
    #expect(Set(Self.all).count == Self.all.count)
    for column in Self.all { #expect(!Schema.column(column).path.isEmpty) }
  }
}
