/// Messages that wait for the component which alone takes them.
extension Simulator {
  /// Whether a message goes to a server at once, or may wait.
  mutating func hasPlace(_ line: Int, _ station: Station, _ limit: MessageLimit) -> Bool {
    if isFree(line, station) { return true }
    let first = firstLine[Int(lines[line].station)]
    let all = first..<first + station.lines
    guard all.reduce(0, { $0 + waiting($1) }) >= limit.places else { return true }
    guard limit.replacesOldest, let full = waiting(line) > 0 ? line : all.first(where: { waiting($0) > 0 }),
      let oldest = lines[full].waitingForThread.popFirst() ?? lines[full].waitingForServer.popFirst()
    else { return false }
    tally.components[plan.nodes[Int(visits[oldest].node)].party].refusals += 1
    giveUpDelivery(oldest)
    abandon(full, oldest)
    return true
  }

  /// What a queue has lost is not delivered again.
  mutating func giveUpDelivery(_ visit: Int32) { calls[visits[visit].call].attempt = .max }
}
