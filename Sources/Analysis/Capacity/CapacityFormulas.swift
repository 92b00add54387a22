/// What is carried at most.
extension Formula {
  static let largestRate = Formula(
    "the least, over the components visited, of (servers − work of the other workloads) / work of one request",
    source: "bottleneck law (Denning and Buzen 1978)")
  static let largestFactor = Formula(
    "the least, over all components, of servers / work at peak",
    source: "bottleneck law (Denning and Buzen 1978)")
  static let backlogGrowth = Formula(
    "arrival rate at peak − what the consumers can take",
    source: "fluid approximation")
}
