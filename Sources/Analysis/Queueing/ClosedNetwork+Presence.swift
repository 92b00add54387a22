extension ClosedNetwork {
  /// The shares of time with `0, 1, …` of so many clients at one of the stations (Buzen 1973).
  func presence(at index: Int, clients: Int) -> [Double] {
    guard clients > 0 else { return [1] }
    let own = stations[index]
    let (queues, delay) = ClosedNetwork(
      stations.enumerated().filter { $0.offset != index }.map(\.element), thinkTime: thinkTime
    ).parts(clients)
    let rest = LogarithmicConstants(queues, delay: delay, clients: clients).constants
    var weight = 0.0
    var weights = [rest[clients]]
    for count in 1...clients {
      let speed = own.speeds.isEmpty ? min(Double(count), own.servers) : own.speed(min(count, own.most))
      weight += Real.log(own.demand / speed)
      weights.append(weight + rest[clients - count])
    }
    let largest = weights.max() ?? 0
    let shares = weights.map { Real.exp($0 - largest) }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }
}
