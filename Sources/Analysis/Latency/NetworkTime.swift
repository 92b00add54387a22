import Topology

/// How long a call and its answer are under way.
struct NetworkTime {
  /// Seconds there and back.
  let both: Interval
  private(set) var derivation = Derivation()

  /// Whether nobody says anything of the way.
  var leavesLatencyOpen: Bool { derivation.omissions.contains(Omissions(.networkLatency)) }

  /// The link's own latency, else the distance between the places of its ends, and the time of its bytes on the line.
  init(ofLink link: Int, _ distances: Distances, _ topology: Topology) {
    var derivation = Derivation()
    let way = Self.way(link, distances, topology, &derivation)
    both = way * 2 + Self.transfer(link, topology, &derivation)
    self.derivation = derivation
  }

  private static func way(
    _ link: Int, _ distances: Distances, _ topology: Topology, _ derivation: inout Derivation
  ) -> Interval {
    if let stated = derivation.number(Facts.Link.latency, link, of: topology) {
      if case .varying? = topology.range(Facts.Link.latency, link) { derivation.omit(.networkVariation) }
      return Interval(stated)
    }
    if topology.state(Facts.Link.latency, link) == .none { return .zero }
    let ends = [topology.source(ofLink: link), topology.target(ofLink: link)]
    guard let way = distances.between(ends[0], ends[1], topology) else {
      derivation.omit(.networkLatency)
      return .zero
    }
    way.rows.forEach { derivation.use(Columns.distanceLatency, $0, of: topology) }
    for party in ends { derivation.use(way.places, party, of: topology) }
    if !way.latency.isPoint { derivation.lack(Facts.Link.latency, link, of: topology) }
    return way.latency
  }

  /// Nothing where sizes or bandwidth are not stated.
  private static func transfer(_ link: Int, _ topology: Topology, _ derivation: inout Derivation) -> Interval {
    guard topology.number(Columns.bandwidth, link) != nil else { return .zero }
    let transfer = LinkTransfer(ofLink: link, topology: topology)
    guard transfer.time.isPoint else { return .zero }
    derivation.add(transfer.derivation)
    derivation.omit(.lineWaits)
    return transfer.time
  }
}

/// The network latencies between zones and regions, one way.
struct Distances: Sendable {
  private var rows: [String: [String: Int]] = [:]

  init(_ topology: Topology) {
    for row in topology.rows(of: .distance) {
      guard let from = topology.text(Columns.distanceFrom, row), let to = topology.text(Columns.distanceTo, row),
        topology.number(Columns.distanceLatency, row) != nil
      else { continue }
      rows[from, default: [:]][to] = row
      if rows[to]?[from] == nil { rows[to, default: [:]][from] = row }
    }
  }

  /// The latency between two components, from the nearest to the farthest pair of their places; `nil` where a distance
  /// is not stated. Inside one place it takes no time unless stated.
  func between(
    _ source: Int, _ target: Int, _ topology: Topology
  ) -> (latency: Interval, rows: [Int], places: ColumnID)? {
    guard !rows.isEmpty else { return nil }
    for places in [Columns.zones, Columns.regions] {
      guard let here = topology.textList(places, source), let there = topology.textList(places, target),
        !here.isEmpty, !there.isEmpty, let found = between(here, there, topology)
      else { continue }
      return (found.latency, found.rows, places)
    }
    return nil
  }

  private func between(
    _ here: [String], _ there: [String], _ topology: Topology
  ) -> (latency: Interval, rows: [Int])? {
    var latency: Interval?
    var used: Set<Int> = []
    for from in here {
      for to in there {
        let row = rows[from]?[to]
        guard let one = row.flatMap({ topology.number(Columns.distanceLatency, $0) }) ?? (from == to ? 0 : nil) else {
          return nil
        }
        if let row { used.insert(row) }
        latency = latency.map { .hull($0, Interval(one)) } ?? Interval(one)
      }
    }
    return latency.map { ($0, used.sorted()) }
  }
}
