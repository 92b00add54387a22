/// Which line a visit goes to.
extension Simulator {
  /// Chooses partition and copy.
  mutating func place(_ visit: Int32, _ node: Node) -> Int {
    let station = plan.stations[node.station]
    switch node.placement.partition {
    case .fixed(let partition): visits[visit].partition = Int32(partition)
    case .inherited: break
    case .drawn: visits[visit].partition = Int32(drawPartition(node.station, station))
    }
    let first = firstLine[node.station] + Int(visits[visit].partition) * station.copies
    switch node.placement.copy {
    case .following(let offset): visits[visit].copy = Int32((Int(visits[visit].copy) + offset) % station.copies)
    case .balanced(let start, let count):
      visits[visit].copy = Int32(start + balance(node.station, station.policy, first + start, count))
    }
    return first + Int(visits[visit].copy)
  }

  private mutating func drawPartition(_ number: Int, _ station: Station) -> Int {
    guard station.partitions > 1 else { return 0 }
    // The most frequent key is in one partition; the other keys are spread over all.
    if let share = station.topShare, stationStreams[number].happens(share) { return 0 }
    return stationStreams[number].below(station.partitions)
  }

  private mutating func balance(_ number: Int, _ policy: Station.Policy, _ first: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    switch policy {
    case .random: return skipDown(stationStreams[number].below(count), first, count)
    case .roundRobin:
      turns[number] = (turns[number] + 1) % count
      return skipDown(turns[number], first, count)
    case .pickTwo:
      let one = stationStreams[number].below(count)
      let other = (one + 1 + stationStreams[number].below(count - 1)) % count
      return load(first + other) < load(first + one) ? other : one
    case .leastOutstanding: return leastLoaded(number, first, count)
    }
  }

  /// Ties are broken at random, else the first replica would get more than its part.
  private mutating func leastLoaded(_ number: Int, _ first: Int, _ count: Int) -> Int {
    var least = Int.max
    var equals = 0
    var chosen = 0
    for copy in 0..<count {
      let load = load(first + copy)
      if load < least {
        least = load
        equals = 1
        chosen = copy
      } else if load == least {
        equals += 1
        if stationStreams[number].below(equals) == 0 { chosen = copy }
      }
    }
    return chosen
  }

  private func load(_ line: Int) -> Int { isDown(line) ? .max : lines[line].inProgress }

  private func skipDown(_ copy: Int, _ first: Int, _ count: Int) -> Int {
    for step in 0..<count where !isDown(first + (copy + step) % count) { return (copy + step) % count }
    return copy
  }

  func isDown(_ line: Int) -> Bool {
    lines[line].down == plan.stations[Int(lines[line].station)].replicasPerLine
  }
}
