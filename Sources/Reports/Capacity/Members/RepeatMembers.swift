import Analysis
import Topology

extension CapacityMembers {
  /// What late and refused attempts come to that are made again.
  var repeats: [(String, JSONText)] {
    guard let figures = RepeatFigures(analysis) else { return [] }
    let links = figures.links.map { link -> JSONText in
      [
        "link": .string(topology.id(of: EntityID(.link, link.row))), "peakAttemptFailures": number(link.failures),
        "peakAttempts": number(link.attempts),
      ]
    }
    return [("repeats", .array(links))]
  }
}
