/// How busy servers are.
extension Formula {
  static let servers = Formula(
    "replicas × workers, or × concurrency where workers are not stated",
    source: "the language")
  static let utilization = Formula(
    "arrival rate × service time / servers",
    source: "utilization law (Denning and Buzen 1978)")
  static let throughputUtilization = Formula(
    "arrival rate / (replicas × throughput of one)",
    source: "utilization law (Denning and Buzen 1978)")
  static let writeUtilization = Formula(
    "write rate × service time of a write / (partitions × workers of the leader)",
    source: "utilization law (Denning and Buzen 1978)")
  static let growth = Formula("utilization × (1 + growth) ^ months", source: "compound growth")
  static let replicasNeeded = Formula(
    "load / (servers of one replica × target utilization), rounded up",
    source: "utilization law (Denning and Buzen 1978)")
  static let replicasForHeld = Formula(
    "the fewest whose threads and connections, held while waiting, carry load / target utilization",
    source: "closed networks (Rolia and Sevcik 1995)")
  static let replicasNeededForReplicaLoss = Formula("replicas needed + 1", source: "redundancy of one (N + 1)")
  static let replicasNeededForZoneLoss = Formula(
    "zones × (replicas needed / (zones − 1), rounded up)",
    source: "static stability (AWS Builders' Library)")
}
