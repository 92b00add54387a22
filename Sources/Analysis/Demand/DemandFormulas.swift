/// How load is computed.
extension Formula {
  static let arrivalRate = Formula(
    "sum over the workloads of rate × visits",
    source: "forced flow law (Denning and Buzen 1978)")
  static let visits = Formula(
    "product along each path of visits × (1 − hit rate) × share, summed over the paths",
    source: "forced flow law (Denning and Buzen 1978)")
  static let amplification = Formula(
    "visits with every attempt failing over visits with none failing",
    source: "forced flow law (Denning and Buzen 1978)")
  static let attempts = Formula("most attempts of one call, the first included", source: "the language")
}
