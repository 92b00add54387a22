/// Components that stop, and replicas that fail.
extension Simulator {
  mutating func stop(station: Int) {
    for line in firstLine[station]..<firstLine[station] + plan.stations[station].lines {
      lines[line].shared.advance(to: now, servers: sharedServers(line))
      lines[line].isStopped = true
      if plan.stations[station].isProcessorShared { planShared(line) }
    }
  }

  mutating func resume(station: Int) {
    for line in firstLine[station]..<firstLine[station] + plan.stations[station].lines {
      lines[line].shared.advance(to: now, servers: sharedServers(line))
      lines[line].isStopped = false
      continueWork(line)
    }
  }

  private mutating func continueWork(_ line: Int) {
    if plan.stations[Int(lines[line].station)].isProcessorShared { planShared(line) }
    startWaiting(line)
    takeThreads(line)
  }

  /// Plans the first failure of each replica that states how often it fails.
  mutating func planFailures() {
    for (number, station) in plan.stations.enumerated() {
      guard let outages = station.outages else { continue }
      for line in firstLine[number]..<firstLine[number] + station.lines {
        for _ in 0..<station.replicasPerLine {
          let time = outages.meanTimeToFailure * failureStreams[number].exponential()
          calendar.plan(.failure, at: now + time, subject: Int32(line))
        }
      }
    }
  }

  /// A replica takes nothing new; what has begun is finished, what waits for the last one is refused.
  mutating func breakReplica(line: Int) {
    changeServers(line, downBy: 1)
    failures += 1
    let number = Int(lines[line].station)
    if isDown(line) { refuseWaiting(line) }
    guard let outages = plan.stations[number].outages else { return }
    let time = outages.meanTimeToRepair * failureStreams[number].exponential()
    calendar.plan(.repair, at: now + time, subject: Int32(line))
  }

  mutating func repairReplica(line: Int) {
    changeServers(line, downBy: -1)
    continueWork(line)
    let number = Int(lines[line].station)
    guard let outages = plan.stations[number].outages else { return }
    let time = outages.meanTimeToFailure * failureStreams[number].exponential()
    calendar.plan(.failure, at: now + time, subject: Int32(line))
  }

  private mutating func changeServers(_ line: Int, downBy count: Int) {
    let station = plan.stations[Int(lines[line].station)]
    lines[line].shared.advance(to: now, servers: sharedServers(line))
    lines[line].down += count
    lines[line].servers = station.servers / station.replicasPerLine * (station.replicasPerLine - lines[line].down)
    if station.isProcessorShared { planShared(line) }
  }

  private mutating func refuseWaiting(_ line: Int) {
    while let visit = lines[line].waitingForServer.popFirst() ?? lines[line].waitingForThread.popFirst() {
      tally.components[plan.nodes[Int(visits[visit].node)].party].refusals += 1
      abandon(line, visit)
    }
  }
}
