/// What waits while more comes than is served.
extension Formula {
  static let burstBacklog = Formula(
    "largest of the integral of arrivals − capacity over the bursts, beside what waits at ordinary load; "
      + "within one service time, less what idle servers take",
    source: "fluid approximation (Newell 1982)")
  static let drainTime = Formula(
    "from the largest backlog until the integral of capacity − arrivals has worked it off",
    source: "fluid approximation (Newell 1982)")
  static let oldestAge = Formula(
    "the largest of the least d with served(t + d) ≥ arrived(t), first come first served",
    source: "fluid approximation (Newell 1982)")
  static let burstUtilization = Formula(
    "largest arrivals × service time / servers before scaling reacts",
    source: "utilization law (Denning and Buzen 1978)")
  static let surplus = Formula("arrival rate − what the consumers can take", source: "fluid approximation")
  static let timeToLoss = Formula(
    "the earliest of the age limit, largest number of messages / arrival rate, and size / bytes over time",
    source: "conservation of messages")
  static let burstLoss = Formula(
    "the integral of arrivals − capacity while the queue is full",
    source: "fluid approximation (Newell 1982)")
  static let outlivesLimit = Formula("age of the oldest message > age limit", source: "the language")
}
