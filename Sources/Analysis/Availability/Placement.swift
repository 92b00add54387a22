import Topology

/// A place that fails as a whole, with all the copies in it.
enum FailureDomain: Hashable, Sendable {
  case region(String)
  case zone(String)
}

/// In which zones and regions the copies of a component run.
///
/// They are spread evenly, the first zones getting one more. A zone belongs to the region that its name begins with, or
/// to the only one; else every region has zones of these names.
struct Placement: Sendable {
  /// Where some of the copies are.
  struct Cell: Sendable {
    var region: String?
    var zone: String?
    var copies: Int

    /// The name that tells the zone from those of other components.
    var zoneName: String?
  }

  /// The first holds the leader, if there is one.
  let cells: [Cell]
  /// Copies in all.
  let copies: Int

  /// - Parameter copies: at least one for each zone is taken where nobody states them.
  init(ofParty party: Int, copies: Interval, leaderIn: String?, topology: Topology) {
    let zones = topology.textList(Columns.zones, party) ?? []
    let regions = topology.textList(Columns.regions, party) ?? []
    var cells = Self.cells(zones, regions)
    if let leaderIn, let first = cells.firstIndex(where: { $0.zone == leaderIn || $0.region == leaderIn }) {
      cells.swapAt(0, first)
    }
    let count = max(1, copies.isPoint ? Int(min(copies.low, 1e6)) : max(Int(copies.low), cells.count))
    self.copies = count
    guard !cells.isEmpty else {
      self.cells = [Cell(region: nil, zone: nil, copies: count, zoneName: nil)]
      return
    }
    for index in cells.indices {
      cells[index].copies = count / cells.count + (index < count % cells.count ? 1 : 0)
    }
    self.cells = cells.filter { $0.copies > 0 }
  }

  private static func cells(_ zones: [String], _ regions: [String]) -> [Cell] {
    if zones.isEmpty { return regions.map { Cell(region: $0, zone: nil, copies: 0, zoneName: nil) } }
    if regions.count <= 1 {
      return zones.map { Cell(region: regions.first, zone: $0, copies: 0, zoneName: $0) }
    }
    let owners = zones.map { zone in regions.filter { zone.hasPrefix($0) }.max { $0.count < $1.count } }
    if owners.allSatisfy({ $0 != nil }) {
      return zip(zones, owners).map { Cell(region: $1, zone: $0, copies: 0, zoneName: $0) }
    }
    return zones.flatMap { zone in
      regions.map { Cell(region: $0, zone: zone, copies: 0, zoneName: "\($0)/\(zone)") }
    }
  }

  /// The zones and regions that the copies depend on, regions first, each once.
  var domains: [FailureDomain] {
    var result: [FailureDomain] = []
    for domain in cells.compactMap(\.region).map(FailureDomain.region)
      + cells.compactMap(\.zoneName).map(FailureDomain.zone)
    where !result.contains(domain) {
      result.append(domain)
    }
    return result
  }

  /// What is left when some places are down.
  func left(without isDown: (FailureDomain) -> Bool) -> CopiesLeft {
    var left = CopiesLeft(copies: 0, hasLeader: false)
    for (index, cell) in cells.enumerated() {
      let isLost = cell.region.map { isDown(.region($0)) } == true || cell.zoneName.map { isDown(.zone($0)) } == true
      guard !isLost else { continue }
      left.copies += cell.copies
      if index == 0 { left.hasLeader = true }
    }
    return left
  }

  /// What can be left, all of them first: of the cells of each size, any number may be lost.
  var possibleLeft: [CopiesLeft] {
    guard !domains.isEmpty else { return [all] }
    var result: Set<CopiesLeft> = [CopiesLeft(copies: 0, hasLeader: false)]
    for (index, cell) in cells.enumerated() {
      result.formUnion(
        result.map { CopiesLeft(copies: $0.copies + cell.copies, hasLeader: $0.hasLeader || index == 0) })
    }
    return result.sorted { ($0.copies, $0.hasLeader ? 1 : 0) > ($1.copies, $1.hasLeader ? 1 : 0) }
  }

  /// All of them.
  var all: CopiesLeft { CopiesLeft(copies: copies, hasLeader: true) }
}

/// The copies of a component that no lost zone or region has taken away.
struct CopiesLeft: Hashable, Sendable {
  var copies: Int
  /// The one that serves alone, where one does, is among them.
  var hasLeader: Bool
}
