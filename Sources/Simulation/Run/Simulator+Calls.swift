extension Simulator {
  // MARK: Making calls

  /// Begins a call, for a visit that waits for it, for a source, or for nobody.
  ///
  /// It never ends within this function: every way to an end leads over an event.
  mutating func start(_ spec: Int32, parent: Int32, source: Int32 = -1, from caller: VisitState? = nil) {
    let index = calls.take { CallState() }
    let call = plan.calls[Int(spec)]
    let old = calls[index]
    var state = CallState()
    state.token = old.token &+ 1
    state.life = old.life
    state.spec = spec
    state.source = source
    state.start = now
    if parent >= 0 {
      state.parent = parent
      state.parentLife = visits[parent].life
      state.parentStep = visits[parent].step
    }
    if let caller {
      state.partition = caller.partition
      state.copy = caller.copy
      state.line = caller.line
      state.callersDeadline = caller.deadline
    }
    calls[index] = state
    if call.deadline < .infinity {
      calendar.plan(.deadline, at: now + call.deadline, subject: index, token: state.life)
    }
    if call.cacheHitRate > 0 || call.cache >= 0 { lookUp(index, call) } else { attempt(index) }
  }

  private mutating func lookUp(_ index: Int32, _ call: Call) {
    calls[index].isLookup = true
    if call.cache >= 0 {
      send(index, to: call.cache)
    } else {
      calendar.plan(.reply, at: now, subject: index, token: calls[index].token)
    }
  }

  mutating func attempt(_ index: Int32) {
    let spec = Int(calls[index].spec)
    calls[index].isLookup = false
    calls[index].attempt += 1
    calls[index].attemptStart = now
    calls[index].token &+= 1
    if calls[index].attempt == 1, let budget = plan.calls[spec].retry.budget {
      budgets[spec] = min(budgets[spec] + budget, Self.mostSavedRetries)
    }
    if plan.calls[spec].timeout < .infinity {
      calendar.plan(.timeout, at: now + plan.calls[spec].timeout, subject: index, token: calls[index].token)
    }
    guard plan.calls[spec].pool >= 0, calls[index].line >= 0 else { return send(index, to: plan.calls[spec].target) }
    let pool = firstPool[Int(calls[index].line)] + plan.calls[spec].pool
    if pools[pool].used < pools[pool].size {
      connect(index, pool)
    } else {
      pools[pool].waiting.append((index, calls[index].token))
    }
  }

  /// Retries that a budget saves up in calm times.
  private static let mostSavedRetries = 10.0

  /// Seconds until what failed at once is tried again: without any, time would stand still.
  static let leastPause = 0.001

  private mutating func connect(_ index: Int32, _ pool: Int) {
    pools[pool].used += 1
    calls[index].pool = Int32(pool)
    send(index, to: plan.calls[Int(calls[index].spec)].target)
  }

  /// Hands the connection to the next call that still wants one.
  private mutating func disconnect(_ index: Int32) {
    let pool = Int(calls[index].pool)
    guard pool >= 0 else { return }
    calls[index].pool = -1
    pools[pool].used -= 1
    while let next = pools[pool].waiting.popFirst() {
      guard calls[next.call].token == next.token else { continue }
      return connect(next.call, pool)
    }
  }

  private mutating func send(_ index: Int32, to node: Int32) {
    let visit = visits.take { VisitState() }
    let spec = Int(calls[index].spec)
    var state = VisitState()
    state.life = visits[visit].life
    state.node = node
    state.call = index
    state.callToken = calls[index].token
    state.partition = calls[index].partition
    state.copy = calls[index].copy
    state.isPulled = plan.calls[spec].isPulled
    if plan.calls[spec].propagatesDeadline {
      let whole = calls[index].start + plan.calls[spec].deadline
      state.deadline = min(now + plan.calls[spec].timeout, whole, calls[index].callersDeadline)
    }
    visits[visit] = state
    let latency = calls[index].isLookup ? 0 : plan.calls[spec].latency
    if latency > 0 {
      calendar.plan(.delivery, at: now + latency, subject: visit)
    } else {
      arrive(visit)
    }
  }

  // MARK: Ending calls

  /// Sends back how a visit ended.
  mutating func reply(_ index: Int32, _ token: UInt32, isGood: Bool, atOnce: Bool) {
    guard calls[index].token == token else { return }
    let latency = calls[index].isLookup ? 0 : plan.calls[Int(calls[index].spec)].latency
    if latency == 0, atOnce { return answer(index, token, isGood: isGood) }
    calendar.plan(isGood ? .reply : .refusal, at: now + latency, subject: index, token: token)
  }

  mutating func answer(_ index: Int32, _ token: UInt32, isGood: Bool) {
    guard calls[index].token == token else { return }
    let spec = Int(calls[index].spec)
    calls[index].token &+= 1
    if calls[index].isLookup {
      let isHit = isGood && callStreams[spec].happens(plan.calls[spec].cacheHitRate)
      return isHit ? end(index, isGood: true) : attempt(index)
    }
    disconnect(index)
    let fails = !isGood || callStreams[spec].happens(plan.calls[spec].failureRate)
    if fails { tryAgain(index) } else { end(index, isGood: true) }
  }

  mutating func timeout(_ index: Int32, _ token: UInt32) {
    guard calls[index].token == token else { return }
    calls[index].token &+= 1
    disconnect(index)
    tryAgain(index)
  }

  mutating func endDeadline(_ index: Int32, life: UInt32) {
    guard calls[index].life == life else { return }
    calls[index].token &+= 1
    disconnect(index)
    end(index, isGood: false)
  }

  private mutating func tryAgain(_ index: Int32) {
    let spec = Int(calls[index].spec)
    let retry = plan.calls[spec].retry
    guard calls[index].attempt < retry.attempts else { return end(index, isGood: false) }
    if retry.budget != nil {
      guard budgets[spec] >= 1 else { return end(index, isGood: false) }
      budgets[spec] -= 1
    }
    var wait = retry.wait(after: calls[index].attempt) * (retry.hasJitter ? callStreams[spec].uniform() : 1)
    if calls[index].attemptStart == now { wait = max(wait, Self.leastPause) }
    calendar.plan(.retry, at: now + wait, subject: index, token: calls[index].token)
  }

  private mutating func end(_ index: Int32, isGood: Bool) {
    let state = calls[index]
    calls[index].life &+= 1
    calls[index].token &+= 1
    calls.release(index)
    if state.source >= 0 {
      end(source: Int(state.source), start: state.start, attempts: state.attempt, isGood: isGood)
    } else if state.parent >= 0, visits[state.parent].life == state.parentLife,
      visits[state.parent].step == state.parentStep
    {
      childEnded(state.parent, state.spec, isGood: isGood || !plan.calls[Int(state.spec)].isRequired)
    }
  }
}
