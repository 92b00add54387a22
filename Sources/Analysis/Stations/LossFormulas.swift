/// What limited lines refuse.
extension Formula {
  static let rejectedShare = Formula(
    "the chance that all servers and places are taken (M/M/c/K)", source: "Bolch et al. 2006, 6.6")
  static let acceptedRate = Formula("arrival rate × (1 − share refused)", source: "flow conservation")
  static let acceptedUtilization = Formula(
    "rate accepted × service time / servers", source: "utilization law")
  static let acceptedResponse = Formula(
    "response time of accepted requests in M/M/c/K", source: "Bolch et al. 2006, 6.6")
  static let longestWait = Formula(
    "places to wait × service time / servers", source: "mean wait at the last place of M/M/c/K")
}
