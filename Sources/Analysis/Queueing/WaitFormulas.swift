/// How long requests wait for a free server.
extension Formula {
  static let erlangWait = Formula("mean wait of M/M/c: C(c, a) / (c/S − arrival rate)", source: "Erlang 1917")
  static let pollaczekKhinchine = Formula(
    "mean wait of M/G/1: arrival rate × E[S²] / 2 (1 − utilization)", source: "Pollaczek 1930, Khinchine 1932")
  static let kimura = Formula(
    "mean wait of M/G/c: (1 + cv²) / (2 cv² / W(M/M/c) + (1 − cv²) / W(M/D/c)), for cv² up to 4",
    source: "Kimura 1986, Cosmetatos 1975")
  static let kimuraToAllenCunneen = Formula(
    "mean wait of M/G/c, for cv² above 4 between Kimura's and W(M/M/c) × (1 + cv²) / 2",
    source: "Kimura 1986, Allen 1990")
  static let boundedWait = Formula(
    "mean wait of accepted requests in M/M/c/K: mean number waiting / rate accepted", source: "Bolch et al. 2006, 6.6")
  static let boundedWaitApproximately = Formula(
    "mean wait of accepted requests in M/M/c/K, whatever the service times vary",
    source: "Bolch et al. 2006, 6.6; off by up to (1 + cv²) / 2 as lines without a limit are")
  static let mixedWait = Formula(
    "mean wait of random arrivals among a fixed number of clients: Q S / (1 − ρ) + ρ S / (1 − ρ) with Q clients there, and with "
      + "several servers by the chances of their numbers",
    source: "Baskett, Chandy, Muntz and Palacios 1975; arrivals see time averages (Wolff 1982)")
  static let everyNth = Formula(
    "mean wait of E_n/M/1: σ S / (1 − σ), σ = A*((1 − σ) / S)", source: "GI/M/1 (Kendall 1953)")
  static let everyNthApproximately = Formula(
    "mean wait of G/G/c: W(M/M/c) × (cv² + 1/replicas) / 2", source: "Allen 1990; Krämer and Langenbach-Belz 1976")
  static let leastOutstanding = Formula(
    "wait of one line × (1 + 0.45 (replicas − 1) (1 − utilization) / workers^¼)",
    source: "fit to simulations of joining the shortest line, within 10 %")
  static let pickTwo = Formula(
    "between the longer of one line and S Σ ρ^(2^i − 2), and 1.3 times that",
    source: "Mitzenmacher 2001; the upper end is measured")
  static let processorSharing = Formula(
    "S / (1 − utilization) where requests share one processor; S × R(M/M/c) / S with several",
    source: "Kleinrock 1967; symmetric queues (Kelly 1979)")
}
