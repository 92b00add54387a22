/// A station at which a fixed number of clients meet requests that come at random, all of them taking equally long, or
/// sharing the servers.
///
/// Exact for product-form networks (Baskett, Chandy, Muntz and Palacios 1975): `n` clients and `m` others are there with the
/// weight `(n + m choose m) aᵐ Dⁿ / Π min(j, c)` over `j = 1 … n + m`. With one server the clients find it slower by
/// `1 − a`, and the others take `(1 + Q) S / (1 − a)` with `Q` clients there on the average.
struct MixedStation {
  let servers: Int
  /// Servers that the others keep busy, below `servers`.
  let load: Double

  /// `nil` where the others leave nothing, or it would take too long.
  init?(servers: Int, load: Double) {
    guard servers >= 1, load >= 0, load < Double(servers) else { return nil }
    self.servers = servers
    self.load = load
    guard Double(servers) * Double(servers) / (1 - utilization) < Self.mostTerms else { return nil }
  }

  private static let mostTerms = 1e5
  private var utilization: Double { load / Double(servers) }

  /// How many times as fast as with one client and nobody else it serves `1, 2, …` clients, up to the number from which on
  /// that stays the same, or to `most`.
  func speeds(upTo most: Int) -> [Double] {
    let last = min(most, servers + 1)
    guard last > 0 else { return [] }
    let weights = (0...last).map { others(with: $0).logarithm }
    return (1...last).map { Double(min($0, servers)) * Real.exp(weights[$0 - 1] - weights[$0]) }
  }

  /// The chance of each number in all that somebody finds who finds so many clients with these chances.
  ///
  /// - Parameter clients: the chances of `0, 1, …` clients.
  func found(_ clients: [Double]) -> [Double] {
    var all: [Double] = []
    for (count, share) in clients.enumerated() where share > 0 {
      for (number, part) in others(with: count).shares.enumerated() {
        while all.count <= count + number { all.append(0) }
        all[count + number] += share * part
      }
    }
    return all
  }

  /// The chances of `0, 1, …` others beside so many clients, and the logarithm of the sum of their weights as multiples of the first.
  private func others(with clients: Int) -> (shares: [Double], logarithm: Double) {
    var terms = [1.0]
    var (sum, scale) = (1.0, 0.0)
    while terms.count < Self.mostOthers {
      let next = Double(terms.count)
      let busy = Double(min(clients + terms.count, servers))
      let ratio = (Double(clients) + next) / next * load / busy
      let term = terms[terms.count - 1] * ratio
      if ratio < 1, term < sum * Self.nothing * (1 - ratio) { break }
      terms.append(term)
      sum += term
      if sum > 1e200 {
        scale += Real.log(sum)
        for index in terms.indices { terms[index] /= sum }
        sum = 1
      }
    }
    return (terms.map { $0 / sum }, scale + Real.log(sum))
  }

  private static let mostOthers = 20_000
  private static let nothing = 1e-13
}

extension WaitLaw {
  /// The wait of those that find so many requests with these chances before servers that each take so long.
  init(found: [Double], servers: Int, serviceTime: Double) {
    let ahead = Array(found.dropFirst(servers))
    let waiting = ahead.reduce(0, +)
    guard waiting > 0, serviceTime > 0 else {
      self = .none
      return
    }
    self.init(
      waitingShare: min(1, waiting),
      shape: .counted(each: serviceTime / Double(servers), shares: ahead.map { $0 / waiting }))
  }
}
