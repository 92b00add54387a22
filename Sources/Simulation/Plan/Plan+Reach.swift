extension Plan {
  /// The stations whose answers the makers of some calls wait for.
  func awaitedStations(from calls: [Int32]) -> Set<Int> {
    var stations: Set<Int> = []
    var seen: Set<Int32> = []
    var open = calls.map { self.calls[Int($0)] }
    while let call = open.popLast() {
      for number in [call.target, call.cache] where number >= 0 && seen.insert(number).inserted {
        let node = nodes[Int(number)]
        if node.station >= 0 { stations.insert(node.station) }
        for step in steps[node.steps] { open += self.calls[step.calls].filter { !$0.isAsync } }
      }
    }
    return stations
  }
}
