extension Simulator {
  /// The work of a visit is done, and its delay over: its calls begin.
  mutating func begin(_ visit: Int32) {
    let node = Int(visits[visit].node)
    visits[visit].step = plan.nodes[node].steps.lowerBound
    let isHit = plan.nodes[node].hitRate > 0 && nodeStreams[node].happens(plan.nodes[node].hitRate)
    visits[visit].lastStep = isHit ? plan.nodes[node].onward : plan.nodes[node].steps.upperBound
    advance(visit)
  }

  /// Takes steps until one makes the visit wait.
  private mutating func advance(_ visit: Int32) {
    let node = Int(visits[visit].node)
    while visits[visit].step < visits[visit].lastStep {
      let step = plan.steps[visits[visit].step]
      switch step.kind {
      case .sequential: if callInTurn(visit, step.calls.lowerBound) { return }
      case .choice(let weights): if callInTurn(visit, choose(step.calls, weights)) { return }
      case .parallel: if callTogether(visit, step.calls) { return }
      }
      visits[visit].step += 1
    }
    let fails = nodeStreams[node].happens(plan.nodes[node].failureRate)
    finish(visit, isGood: !fails)
  }

  private mutating func choose(_ calls: Range<Int>, _ weights: [Double]) -> Int {
    var rest = callStreams[calls.lowerBound].uniform() * weights.reduce(0, +)
    for (call, weight) in zip(calls, weights) {
      rest -= weight
      if rest < 0 { return call }
    }
    return calls.upperBound - 1
  }

  /// The number of calls of a link: its visits, the fraction by chance.
  private mutating func drawVisits(_ call: Int) -> Int {
    let visits = plan.calls[call].visits
    if visits == 1 { return 1 }
    let whole = visits.rounded(.down)
    return Int(min(whole, 1e6)) + (callStreams[call].happens(visits - whole) ? 1 : 0)
  }

  /// Whether the visit waits.
  private mutating func callInTurn(_ visit: Int32, _ call: Int) -> Bool {
    let count = drawVisits(call)
    guard count > 0 else { return false }
    if plan.calls[call].isAsync {
      detach(visit, call, count)
      return false
    }
    visits[visit].remaining = count - 1
    start(Int32(call), parent: visit, from: visits[visit])
    return true
  }

  private mutating func callTogether(_ visit: Int32, _ calls: Range<Int>) -> Bool {
    visits[visit].made = 0
    visits[visit].answered = 0
    visits[visit].good = 0
    for call in calls {
      let count = drawVisits(call)
      if plan.calls[call].isAsync {
        detach(visit, call, count)
        continue
      }
      visits[visit].made += count
      for _ in 0..<count { start(Int32(call), parent: visit, from: visits[visit]) }
    }
    return visits[visit].made > 0
  }

  private mutating func detach(_ visit: Int32, _ call: Int, _ count: Int) {
    for _ in 0..<count { start(Int32(call), parent: -1, from: visits[visit]) }
  }

  /// A call of the present step has ended.
  mutating func childEnded(_ visit: Int32, _ call: Int32, isGood: Bool) {
    let step = plan.steps[visits[visit].step]
    guard case .parallel = step.kind else {
      guard isGood else { return finish(visit, isGood: false) }
      if visits[visit].remaining > 0 {
        visits[visit].remaining -= 1
        return start(call, parent: visit, from: visits[visit])
      }
      visits[visit].step += 1
      return advance(visit)
    }
    visits[visit].answered += 1
    if isGood { visits[visit].good += 1 }
    if visits[visit].good >= step.needed ?? visits[visit].made {
      visits[visit].step += 1
      advance(visit)
    } else if visits[visit].answered == visits[visit].made {
      finish(visit, isGood: false)
    }
  }

  /// Answers a visit's caller and gives back what it held.
  mutating func finish(_ visit: Int32, isGood: Bool) {
    let state = visits[visit]
    visits[visit].life &+= 1
    visits.release(visit)
    if state.line >= 0 { leave(Int(state.line), state) }
    reply(state.call, state.callToken, isGood: isGood, atOnce: true)
  }
}
