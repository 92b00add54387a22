import GraphAlgorithms

/// The need of a component's copies as a function of the zones and regions they run in: which copies are left decides
/// which event stands for them.
///
/// Zones are asked one after the other while the copies that are left are counted, so that the diagram grows with the
/// number of different counts, not with that of the copies.
struct CopyGate {
  let placement: Placement
  /// The places, in the order in which the diagram asks them, with their numbers.
  let domains: [(domain: FailureDomain, number: Int)]
  private var known: [Point: DecisionDiagram.Function] = [:]

  /// The function for what is left of the copies.
  typealias Terminal = (CopiesLeft, inout DecisionDiagram) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function

  init(_ placement: Placement, number: (FailureDomain) -> Int) {
    self.placement = placement
    domains = placement.domains.map { ($0, number($0)) }.sorted { $0.number < $1.number }
  }

  mutating func function(
    in diagram: inout DecisionDiagram, _ terminal: Terminal
  ) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function {
    if domains.isEmpty { return try terminal(placement.all, &diagram) }
    return try function(Point(asked: 0, left: CopiesLeft(copies: 0, hasLeader: false), lost: []), &diagram, terminal)
  }

  /// How far the places have been asked, and what came of it.
  private struct Point: Hashable {
    var asked: Int
    var left: CopiesLeft
    /// Regions that are down; what zones in them say does not count.
    var lost: Set<String>
  }

  private mutating func function(
    _ point: Point, _ diagram: inout DecisionDiagram, _ terminal: Terminal
  ) throws(DecisionDiagram.TooLarge) -> DecisionDiagram.Function {
    if let result = known[point] { return result }
    guard point.asked < domains.count else { return try terminal(point.left, &diagram) }
    let (domain, number) = domains[point.asked]
    var (up, down) = (point, point)
    up.asked += 1
    down.asked += 1
    if case .region(let region) = domain { down.lost.insert(region) }
    for (index, cell) in placement.cells.enumerated() where decides(domain, cell, point) {
      up.left.copies += cell.copies
      if index == 0 { up.left.hasLeader = true }
    }
    let high = try function(up, &diagram, terminal)
    let low = try function(down, &diagram, terminal)
    let result = try diagram.decision(number, high, low)
    known[point] = result
    return result
  }

  /// Whether nothing but this place keeps the copies of a cell from being up.
  private func decides(_ domain: FailureDomain, _ cell: Placement.Cell, _ point: Point) -> Bool {
    switch domain {
    case .region(let region): cell.region == region && cell.zoneName == nil
    case .zone(let zone): cell.zoneName == zone && !(cell.region.map(point.lost.contains) ?? false)
    }
  }
}
