/// All that decides which structure function a workload has, but for the chances of its events: two of one shape have one
/// diagram, at both ends of what is known and whatever number of copies somebody tries.
struct StructureShape: Hashable, Sendable {
  private var words: [Int32] = []

  /// Appends a part that has so many words as it says first.
  mutating func add(_ part: some Collection<Int32>) {
    words.append(Int32(part.count))
    words += part
  }
}

extension StructureBuilder {
  /// The shape of the function that this would build.
  var shape: StructureShape {
    var shape = StructureShape()
    for node in reach.order {
      shape.add([Int32(node), reach.isCertain(node) ? 1 : 0])
      for call in needs(at: node) {
        let link = Int(call.link)
        let skipped = number(.skipped(node: node, link: link), if: call.maySkip)
        let hit = number(.hit(node: node, link: link), if: call.cache >= 0)
        shape.add([call.cache, skipped, hit] + call.targets)
        addShare(of: call, at: node, to: &shape)
      }
      let takenOver = number(.takenOver(party: graph.party(ofNode: node)), if: true)
      shape.add([takenOver] + graph.standIns(for: node).map(Int32.init))
      addGate(of: node, to: &shape)
    }
    return shape
  }

  private func number(_ event: FailureEvent, if isAsked: Bool) -> Int32 {
    isAsked ? table[event].map(Int32.init) ?? -1 : -1
  }

  /// Which states belong to which level hangs on the chances of the calls themselves.
  private func addShare(of call: Call, at node: Int, to shape: inout StructureShape) {
    guard !visits.shared.isEmpty else { return }
    let bound = reading.bound
    var law = call.visits
    law.requests = visits.requests(at: node)
    let chances = [
      law.sure, law.extra, law.each, law.requests, bound.of(call.chance), bound.ofSupply(call.hits),
      hasExactShares ? 0 : Double(bound.rawValue),
    ]
    shape.add(
      chances.flatMap { [Int32(truncatingIfNeeded: $0.bitPattern), Int32(truncatingIfNeeded: $0.bitPattern >> 32)] })
  }

  private func addGate(of node: Int, to shape: inout StructureShape) {
    guard let use = graph.use(atNode: node) else { return shape.add([]) }
    let party = graph.party(ofNode: node)
    let placement = failures[party].placement
    func numbers(_ left: CopiesLeft) -> [Int32] {
      events(for: use, atNode: node, left).map { number($0, if: true) }
    }
    let domains = placement.domains
    // Without places that fail, how many copies there are changes nothing but chances.
    if domains.isEmpty { return shape.add(numbers(placement.all)) }
    for cell in placement.cells {
      let region = cell.region.map { number(.domain(.region($0)), if: true) } ?? -1
      let zone = cell.zoneName.map { number(.domain(.zone($0)), if: true) } ?? -1
      shape.add([region, zone, Int32(clamping: cell.copies)])
    }
    for left in failures[party].possibleLeft {
      shape.add([Int32(clamping: left.copies), left.hasLeader ? 1 : 0] + numbers(left))
    }
  }
}
