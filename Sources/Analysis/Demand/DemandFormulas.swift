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
  static let closedThroughput = Formula(
    "throughput of a closed network: clients / (pause + response time)",
    source: "mean value analysis (Reiser and Lavenberg 1980), by convolution (Buzen 1973)")
  static let closedHeld = Formula(
    "throughput of a closed network in which all that is done with a thread or connection is one server, as fast as a closed "
      + "network of as many clients as hold one",
    source: "Chandy, Herzog and Woo 1975; Buzen 1973")
  static let closedKinds = Formula(
    "throughputs of a closed network of several kinds of clients, by convolution",
    source: "Baskett, Chandy, Muntz and Palacios 1975; Reiser and Kobayashi 1975")
  static let closedTurns = Formula(
    "throughputs of a closed network of several kinds of clients, each of which waits S_j for every client of kind j before it",
    source: "mean value analysis (Reiser and Lavenberg 1980; Bard 1979), approximately")
  static let closedClasses = Formula(
    "throughput of a closed network of several kinds of clients, approximately",
    source: "Bard 1979, Schweitzer 1979; several servers by Seidmann et al. 1987")
  static let closedResponse = Formula("clients / throughput − pause", source: "Little 1961, response time law")
  static let cohortWait = Formula(
    "mean wait in M^[b]/M/1: S (b + 1) / (2 (1 − ρ)) − S, at one server of the joint speed where there are several",
    source: "Gross and Harris, batch arrivals")
}
