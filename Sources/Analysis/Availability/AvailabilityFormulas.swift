/// How much of the time things work.
extension Formula {
  static let copies = Formula(
    "needed copies up, each (mtbf − mttr) / mtbf of the time, over the states of zones and regions",
    source: "binomial k-out-of-n; beta factor (Fleming 1975); takeover by a Markov chain; zones by conditioning")
  static let declaredAvailability = Formula(
    "as declared, with enough zones and regions up", source: "the language; zones by conditioning")
  static let structure = Formula(
    "probability that all needs of a request are up, what several share counted once",
    source: "structure function by binary decision diagram (Bryant 1986, Rauzy 1993)")
  static let structureBounds = Formula(
    "bounds: visits of a request as lucky as all of them or as one, or every call made by every request or by none",
    source: "monotone structure functions (Esary and Proschan 1970), as the exact decision diagram is too large")
  static let oneCopy = Formula("one copy serves", source: "definition")
  static let copiesForLoad = Formula(
    "ordinary load / what one copy carries, rounded up", source: "utilization law (Denning and Buzen 1978)")
  static let copiesForQuorum = Formula(
    "the copies that must take a write, or the one that takes them", source: "the language")
  static let downtime = Formula("(1 − availability) × 30 days", source: "definition")
  static let failureFrequency = Formula(
    "sum over components and places of importance × their failures over time",
    source: "Birnbaum (1969), Vesely (1970)")
  static let meanOutage = Formula("(1 − availability) / failures over time", source: "renewal theory")
  static let downtimeShare = Formula(
    "downtime that a perfect component would remove / downtime, over all workloads",
    source: "improvement potential from Birnbaum's importance (1969)")
}
