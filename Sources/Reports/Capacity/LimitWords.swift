import Analysis
import Topology

/// What binds a workload, in words.
struct LimitWords {
  let analysis: CapacityAnalysis

  private var topology: Topology { analysis.topology }

  /// `shipping.ship`, or `the writes of orders-db`.
  func name(_ limit: Limit) -> String {
    let entity = limit.operation.map { EntityID(.operation, $0) } ?? EntityID(.party, limit.party)
    let id = topology.id(of: entity)
    let party = Words.code(topology.id(of: EntityID(.party, limit.party)))
    switch limit.kind {
    case .servers: break
    case .threads: return "the requests in progress of \(party)"
    case .pool:
      let target = limit.dependency.map { Words.code(topology.id(of: EntityID(.party, $0))) }
      return "the pool of \(party)" + (target.map { " for \($0)" } ?? "")
    case .connections: return "the connections of \(party)"
    case .bandwidth:
      return limit.link.map { "the bandwidth of \(Words.code(topology.id(of: EntityID(.link, $0))))" } ?? party
    case .rateLimit:
      return limit.interface.map { "the rate limit of \(Words.code(topology.id(of: EntityID(.interface, $0))))" }
        ?? party
    }
    switch limit.side {
    case .requests: return Words.code(id)
    case .leader: return "the leader of \(Words.code(id))"
    case .follower: return "the followers of \(Words.code(id))"
    case .busiestPartition: return "the busiest partition for \(Words.code(id))"
    }
  }

  /// The name with what it has: `shipping.ship (2 × 4 servers, 40ms each)`.
  func described(_ limit: Limit) -> String {
    guard limit.kind == .servers else { return name(limit) }
    let parts = [servers(limit.party), time(limit)].compactMap(\.self)
    return name(limit) + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }

  /// `at most 200/s, bound by shipping.ship (2 × 4 servers, 40ms each)`.
  func sentence(_ largest: LargestRate) -> String {
    guard let value = largest.rate.value, value != Interval(.infinity) else {
      return largest.rate.missing.isEmpty ? "nothing binds it" : "the largest rate is not known"
    }
    let rate = Figures.interval(value, Figures.rate)
    let isOpen = !value.isPoint && value.low > 0 && value.high.isFinite
    let bound = isOpen ? "the largest rate is \(rate)" : value.isPoint ? "at most \(rate)" : rate
    guard let limit = largest.limits.first else { return bound }
    return "\(bound), bound by \(described(limit))"
  }

  /// What binds next: `then orders.create at 1780/s and …`.
  func next(_ largest: LargestRate) -> String? {
    let rest = largest.limits.dropFirst().filter { $0.rate.low.isFinite }
    guard !rest.isEmpty else { return nil }
    return "then " + Words.list(rest.map { "\(name($0)) \(Words.at(Figures.interval($0.rate, Figures.rate)))" })
  }

  private func servers(_ party: Int) -> String? {
    if let throughput = topology.number(Facts.Party.throughputPerReplica, party) {
      let replicas = analysis.replicas(ofParty: party, at: .peak).point
      return replicas.map { "\(Figures.number($0)) × \(Figures.rate(throughput))" }
    }
    guard let servers = analysis.servers(ofParty: party, at: .peak).point, servers.isFinite else { return nil }
    let replicas = analysis.replicas(ofParty: party, at: .peak).point ?? 1
    guard topology.kind(ofParty: party) == .service, replicas > 1 else {
      return Words.count(Int(servers), "server")
    }
    return "\(Figures.number(replicas)) × \(Words.count(Int((servers / replicas).rounded()), "server"))"
  }

  private func time(_ limit: Limit) -> String? {
    let own = limit.operation.flatMap { topology.number(Facts.Operation.serviceTimeMean, $0) }
    let column: ColumnID? =
      switch limit.side {
      case .requests, .busiestPartition: nil
      case .leader: Facts.Party.serviceTimeWrite
      case .follower: Facts.Party.serviceTimeRead
      }
    let special = column.flatMap { topology.number($0, limit.party) }
    let seconds = own ?? special ?? topology.number(Facts.Party.serviceTimeMean, limit.party)
    return seconds.map { "\(Figures.duration($0)) each" }
  }
}
