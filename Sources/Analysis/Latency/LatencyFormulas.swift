/// How long answers take.
extension Formula {
  static let erlangResponse = Formula("response time of M/M/c", source: "Erlang 1917; tail by Tijms")
  static let chainMean = Formula(
    "sum of visits × mean response time, the longest of parallel ones",
    source: "linearity of the mean")
  static let chainPercentile = Formula(
    "gamma distribution with the mean and variance of the sum of independent response times",
    source: "independent hops (Jackson 1957), two-moment fit")
}
