/// What calls take of the network.
extension Formula {
  static let bandwidthUtilization = Formula(
    "calls over time × bytes × 8 / bandwidth, in the busier direction of a full-duplex link",
    source: "utilization law (Denning and Buzen 1978)")
  static let transferTime = Formula("bytes × 8 / bandwidth, there and back", source: "definition of bandwidth")
}
