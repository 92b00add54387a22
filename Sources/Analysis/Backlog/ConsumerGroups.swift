import Topology

/// The links that leave a queue, by consumer group: every group receives every message, its links share them.
struct ConsumerGroups {
  private(set) var groups: [[Int]] = []

  init(of queue: Int, topology: Topology) {
    var positions: [String: Int] = [:]
    for link in topology.outgoing(ofParty: queue).map(Int.init) {
      let name =
        topology.text(Facts.Link.group, link) ?? topology.name(EntityID(.party, topology.target(ofLink: link)))
      if let known = positions[name] {
        groups[known].append(link)
      } else {
        positions[name] = groups.count
        groups.append([link])
      }
    }
  }
}
