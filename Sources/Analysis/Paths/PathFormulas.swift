/// Figures along paths.
extension Formula {
  static let worstTime = Formula(
    "own service time + sum over the calls that are waited for of visits × longest call, the longest of parallel ones",
    source: "the language")
  static let worstCallTime = Formula(
    "the lesser of attempts × timeout + waits between them and the deadline; without a timeout, what the callee can take",
    source: "the language")
  static let processingTime = Formula(
    "calls for one delivery × (longest time of a call, with the 99th percentile of its own part where that is stated)",
    source: "the language")
  static let retryWait = Formula(
    "sum of the waits between attempts: initial × (1, 2, 4, …) up to the longest",
    source: "the language")
  static let sharedZones = Formula(
    "the zones that the component and all it needs have in common", source: "the language")
  static let needShare = Formula(
    "those that need the component, directly or through others, over all", source: "the language")
  static let synchronousDepth = Formula(
    "the longest path of calls that are waited for", source: "the language")
  static let callsPerRequest = Formula(
    "visits of the caller × calls, of the workload that makes most",
    source: "forced flow law (Denning and Buzen 1978)")
  static let parallelWidth = Formula(
    "sum over the parallel group of visits × partitions asked", source: "the language")
  static let unloadedTime = Formula(
    "service times, delays and network latency along what is waited for, the longest of parallel calls",
    source: "linearity of the mean; the largest mean bounds the mean of the largest")
  static let repeatHorizon = Formula(
    "the largest sum, over the paths to the operation, of the times from first to last attempt or delivery",
    source: "the language")
  static let admittedRate = Formula("limit × clients", source: "the language")
  static let narrowestCapacity = Formula(
    "the least, over what the answer needs, of servers / work of one request",
    source: "bottleneck law (Denning and Buzen 1978)")
  static let pathAttempts = Formula(
    "the largest product of attempts along a path of calls that are waited for",
    source: "Google SRE book, chapter 22 (2016)")
}
