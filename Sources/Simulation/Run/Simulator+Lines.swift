extension Simulator {
  // MARK: Coming

  /// A visit reaches its component.
  mutating func arrive(_ visit: Int32) {
    let node = plan.nodes[Int(visits[visit].node)]
    visits[visit].arrival = now
    if node.isEntrance { tally.components[node.party].arrivals += 1 }
    guard node.station >= 0 else { return delay(visit, node) }
    let line = place(visit, node)
    guard node.service != nil else { return delay(visit, node) }
    guard admits(line, visit) else {
      if visits[visit].isPulled, !isDown(line) { giveUpDelivery(visit) }
      return refuse(visit, node)
    }
    let threads = plan.stations[node.station].threads
    visits[visit].line = Int32(line)
    lines[line].inProgress += 1
    lines[line].enter(at: now)
    if let threads, lines[line].threads >= threads || lines[line].isStopped {
      lines[line].waitingForThread.append(visit)
    } else {
      enter(line, visit, hasThreads: threads != nil)
    }
  }

  /// An event even where there is nothing to wait for, so that no call ends while it begins.
  private mutating func delay(_ visit: Int32, _ node: Node) {
    calendar.plan(.delayEnd, at: now + node.delay, subject: visit)
  }

  private mutating func admits(_ line: Int, _ visit: Int32) -> Bool {
    if isDown(line) { return false }
    let station = plan.stations[Int(lines[line].station)]
    if visits[visit].isPulled { return station.messages.map { hasPlace(line, station, $0) } ?? true }
    guard lines[line].inProgress < station.admission else { return false }
    guard station.queueLimit < .max else { return true }
    return isFree(line, station) || waiting(line) < station.queueLimit
  }

  func isFree(_ line: Int, _ station: Station) -> Bool {
    guard !lines[line].isStopped else { return false }
    return station.threads.map { lines[line].threads < $0 }
      ?? (station.isProcessorShared || lines[line].busy < lines[line].servers)
  }

  func waiting(_ line: Int) -> Int {
    lines[line].waitingForThread.count + lines[line].waitingForServer.count
  }

  private mutating func refuse(_ visit: Int32, _ node: Node) {
    tally.components[node.party].refusals += 1
    let state = visits[visit]
    visits[visit].life &+= 1
    visits.release(visit)
    reply(state.call, state.callToken, isGood: false, atOnce: false)
  }

  // MARK: Service

  /// Takes a thread, then a server.
  private mutating func enter(_ line: Int, _ visit: Int32, hasThreads: Bool) {
    if hasThreads {
      lines[line].threads += 1
      visits[visit].holdsThread = true
    }
    if plan.stations[Int(lines[line].station)].isProcessorShared { return share(line, visit) }
    if lines[line].busy < lines[line].servers, !lines[line].isStopped {
      serve(line, visit)
    } else {
      lines[line].waitingForServer.append(visit)
    }
  }

  mutating func drawWork(_ visit: Int32) -> Double {
    let node = Int(visits[visit].node)
    let work = plan.nodes[node].service?.draw(&nodeStreams[node]) ?? 0
    visits[visit].work = work
    return work
  }

  private mutating func serve(_ line: Int, _ visit: Int32) {
    let work = drawWork(visit)
    lines[line].setBusy(lines[line].busy + 1, at: now)
    calendar.plan(.serviceEnd, at: now + work, subject: visit)
  }

  mutating func endService(_ visit: Int32) {
    let line = Int(visits[visit].line)
    lines[line].setBusy(lines[line].busy - 1, at: now)
    startWaiting(line)
    endWork(line, visit)
  }

  /// Gives free servers to those who wait.
  mutating func startWaiting(_ line: Int) {
    while lines[line].busy < lines[line].servers, !lines[line].isStopped,
      let next = lines[line].waitingForServer.popFirst()
    {
      if now > visits[next].deadline { abandon(line, next) } else { serve(line, next) }
    }
  }

  /// Nobody wants the answer any more.
  mutating func abandon(_ line: Int, _ visit: Int32) {
    lines[line].abandon(at: now, since: visits[visit].arrival)
    finish(visit, isGood: false)
  }

  mutating func endWork(_ line: Int, _ visit: Int32) {
    let state = visits[visit]
    let node = plan.nodes[Int(state.node)]
    lines[line].leave(at: now, since: state.arrival, work: state.work)
    let isLed = plan.stations[Int(lines[line].station)].hasLeader
    if node.isMeasured, !isLed || lines[line].isFirst {
      let sojourn = now - state.arrival
      tally.components[node.party].record(wait: sojourn - state.work, response: sojourn + node.delay)
    }
    if node.delay > 0 { delay(visit, node) } else { begin(visit) }
  }

  /// An answered visit gives back its thread.
  mutating func leave(_ line: Int, _ state: VisitState) {
    lines[line].inProgress -= 1
    guard state.holdsThread else { return }
    lines[line].threads -= 1
    takeThreads(line)
  }

  mutating func takeThreads(_ line: Int) {
    guard let threads = plan.stations[Int(lines[line].station)].threads else { return }
    while lines[line].threads < threads, !lines[line].isStopped, let next = lines[line].waitingForThread.popFirst() {
      if now > visits[next].deadline { abandon(line, next) } else { enter(line, next, hasThreads: true) }
    }
  }
}
