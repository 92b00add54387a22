import Topology

/// Columns that only the analyses name by hand.
enum Columns {
  static let linkFailureRate = Schema.named(.link, "failure_rate")
  static let linkRetryBudget = Schema.named(.link, "retry.budget")
  static let partyRetryBudget = Schema.named(.party, "retry.budget")
  static let operationFailureRate = Schema.named(.operation, "failure_rate")
  static let operationEffect = Schema.named(.operation, "effect")
  static let role = Schema.named(.party, "role")
  static let external = Schema.named(.party, "external")
  static let cells = Schema.named(.party, "cells")
  static let scalingMax = Schema.named(.party, "scaling.max")
  static let replicationReadQuorum = Schema.named(.party, "replication.r")
  static let partyVariation = ["p50", "p95", "p99", "cv2"].map { Schema.named(.party, "service_time.\($0)") }
  static let operationVariation = ["p50", "p95", "p99", "cv2"].map { Schema.named(.operation, "service_time.\($0)") }
  static let loadBalancing = Schema.named(.party, "load_balancing")
}
