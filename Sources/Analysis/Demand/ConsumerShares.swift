import Topology

/// What part of a queue's messages goes along each link that leaves it.
///
/// Each consumer group receives every message; the links of a group share them, as stated or else the rest in equal parts.
struct ConsumerShares {
  private var shares: [Int32: Double] = [:]

  init(of queue: Int, topology: Topology) {
    var groups: [String: [Int32]] = [:]
    for link in topology.outgoing(ofParty: queue) {
      groups[Self.group(Int(link), topology), default: []].append(link)
    }
    // Each group writes the shares of its own links, so the order of the groups does not matter.
    for links in groups.values { divide(links, topology) }
  }

  /// The share of a link; 1 for a link that does not leave the queue.
  subscript(link: Int32) -> Double { shares[link] ?? 1 }

  private static func group(_ link: Int, _ topology: Topology) -> String {
    topology.text(Facts.Link.group, link) ?? topology.name(EntityID(.party, topology.target(ofLink: link)))
  }

  private mutating func divide(_ links: [Int32], _ topology: Topology) {
    let stated = links.map { topology.number(Facts.Link.share, Int($0)) }
    let open = stated.count { $0 == nil }
    let rest = max(0, 1 - stated.reduce(0) { $0 + ($1 ?? 0) })
    for (link, share) in zip(links, stated) { shares[link] = share ?? rest / Double(open) }
  }
}
