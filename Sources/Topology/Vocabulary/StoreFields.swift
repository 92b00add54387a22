extension Vocabulary {
  static let store: [Field] = [
    Field("role", .enumeration(storeRole), "What it is for."),
    Field(
      "replication",
      .record(
        RecordShape(
          "replication", main: ["topology"],
          [
            Field("topology", .enumeration(replicationTopology), "Which copies take writes."),
            Field("mode", .enumeration(replicationMode), "When a write is acknowledged."),
            Field("n", .positiveCount, "Copies in all; the same fact as `replicas`."),
            Field("w", .positiveCount, "Copies that must take a write."),
            Field("r", .positiveCount, "Copies that must answer a read."),
            Field("read_replicas", .count, "Copies that serve reads beside the leader."),
            Field("lag", .duration, "How far copies are behind."),
            Field("leader_in", .text, "The zone or region of the leader."),
          ])), "How its copies are kept; `none` is a single copy."),
    Field("key_skew", .record(keySkew), "How unevenly keys are used."),
    Field("consistency", .enumeration(consistency), "What readers can rely on."),
    Field("conflict_resolution", .enumeration(conflictResolution), "Who decides between two writes."),
    Field("durability", .enumeration(durability), "What survives when a write is acknowledged."),
    Field("backup", .rows(.backup), "Copies kept for recovery, one or several."),
    Field("soft_delete", .flag, "What is deleted can be brought back."),
    Field("versioned", .flag, "Old versions are kept."),
    Field("hit_rate", .share, "Share of reads that it answers itself; the others go on along its own links."),
    Field("cold_hit_rate", .share, "The same while it is still empty; by definition 0."),
  ]

  static let backup: [Field] = [
    Field("interval", .quantity(.duration, .positive), "Time from one backup to the next."),
    Field("retention", .duration, "How long a backup is kept."),
    Field("restore_tested", .duration, "How often a restore is tried; `none` is never."),
    Field("restore_time", .duration, "How long a restore takes."),
    Field("monitored", .flag, "Somebody is told when it fails."),
    Field("pitr", .flag, "Any point in time can be restored."),
    Field("to", .text, "Where it is kept."),
    Field("by", .text, "What makes it."),
  ]
}
