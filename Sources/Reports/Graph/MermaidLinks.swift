import Topology

/// The arrows between two components: links of one manner are one arrow.
struct MermaidLinks {
  var source: Int
  var target: Int
  var isAsynchronous: Bool
  /// What the links do, each word once.
  var words: [String]

  private struct Key: Hashable {
    var source: Int
    var target: Int
    var isAsynchronous: Bool
  }

  /// The arrows among some components, in file order.
  static func joined(_ topology: Topology, among rows: Set<Int>) -> [MermaidLinks] {
    var positions: [Key: Int] = [:]
    var result: [MermaidLinks] = []
    for link in topology.rows(of: .link) {
      let source = topology.source(ofLink: link)
      let target = topology.target(ofLink: link)
      guard rows.contains(source), rows.contains(target) else { continue }
      let isAsynchronous = topology.word(Facts.Link.mode, link) == "async"
      let key = Key(source: source, target: target, isAsynchronous: isAsynchronous)
      let position = positions[key] ?? result.count
      if position == result.count {
        positions[key] = position
        result.append(MermaidLinks(source: source, target: target, isAsynchronous: isAsynchronous, words: []))
      }
      for word in words(topology, link) where !result[position].words.contains(word) {
        result[position].words.append(word)
      }
    }
    return result
  }

  var text: String {
    let arrow = isAsynchronous ? "-.->" : "-->"
    let label = words.isEmpty ? "" : "|\(MermaidText.quoted(words.joined(separator: ", ")))|"
    return "n\(source) \(arrow)\(label) n\(target)"
  }

  /// The access to a store, and the class of links that no request follows. At queues the arrow says it all.
  private static func words(_ topology: Topology, _ link: Int) -> [String] {
    let touchesQueue = [topology.source(ofLink: link), topology.target(ofLink: link)]
      .contains { topology.kind(ofParty: $0) == .queue }
    let access = touchesQueue ? nil : topology.word(Facts.Link.access, link)
    let linkClass = topology.word(Facts.Link.class, link).flatMap { $0 == "runtime" ? nil : $0 }
    return [access, linkClass].compactMap(\.self)
  }
}
