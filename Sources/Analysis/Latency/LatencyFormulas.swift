/// How long answers take.
extension Formula {
  static let erlangResponse = Formula("response time of M/M/c", source: "Erlang 1917; tail by Tijms")
  static let chainMean = Formula(
    "sum of visits × mean response time; of parallel calls the last, of repeated ones all attempts",
    source: "linearity of the mean")
  static let chainPercentile = Formula(
    "distribution of the sum of independent times, by the inverse of the product of their transforms",
    source: "independent hops (Jackson 1957, Reich 1957); inversion by Abate and Whitt 1992")
  static let chainFit = Formula(
    "gamma distribution with the mean and variance of the sum of independent response times",
    source: "independent hops (Jackson 1957), two-moment fit")

  static let networkTime = Formula(
    "latency there and back + size / bandwidth in each direction", source: "propagation and transmission delay")
  static let attemptFailures = Formula(
    "failure rate + (1 − failure rate) × share that finds no place or takes longer than the timeout",
    source: "independent attempts")

  /// The response time that a law of waits leaves.
  static func response(_ wait: Formula) -> Formula {
    wait == .erlangWait
      ? .erlangResponse : Formula("service time + \(wait.words)", source: wait.source)
  }
}
