/// Servers that all visits of a line share.
extension Simulator {
  mutating func share(_ line: Int, _ visit: Int32) {
    let work = drawWork(visit)
    lines[line].shared.advance(to: now, servers: sharedServers(line))
    lines[line].shared.add(visit, work: work)
    planShared(line)
  }

  mutating func endShared(line: Int, version: UInt32) {
    guard lines[line].shared.version == version else { return }
    lines[line].shared.advance(to: now, servers: sharedServers(line))
    let visit = lines[line].shared.removeFirst()
    planShared(line)
    if let visit { endWork(line, visit) }
  }

  func sharedServers(_ line: Int) -> Int { lines[line].isStopped ? 0 : lines[line].servers }

  mutating func planShared(_ line: Int) {
    lines[line].setBusy(min(lines[line].shared.count, sharedServers(line)), at: now)
    guard let end = lines[line].shared.nextEnd(servers: sharedServers(line)) else { return }
    calendar.plan(.sharedEnd, at: end, subject: Int32(line), token: lines[line].shared.version)
  }
}
