/// What a condition came to; of an undecided one the machine knows why.
public enum TruthValue: UInt8, Sendable {
  case no, yes
  /// It depends on facts: those that the evaluation has left on the machine's stack.
  case unknown
  /// It could not be evaluated, for the reason that the machine holds.
  case failed

  init(_ truth: Bool) { self = truth ? .yes : .no }
}

/// The facts that are missing lie on one stack: what two sides lack is joined by leaving both there, and what a decided
/// side makes irrelevant is cut off. Whoever evaluates finds the stack as it was, but for the facts of an `unknown`.
extension Machine {
  /// The value as a condition.
  mutating func truth(_ value: Value) -> TruthValue {
    switch value {
    case .bool(let truth): return TruthValue(truth)
    case .null: return .no
    case .unknown(let unknown):
      lack(unknown)
      return .unknown
    case .error(let error):
      failure = error
      return .failed
    default:
      failure = EvaluationError(.noSuchOverload, "no such overload: a condition must be true or false")
      return .failed
    }
  }

  /// The condition as a value; what it lacks is above `mark` on the stack, and is taken from there.
  mutating func value(_ truth: TruthValue, since mark: Int) -> Value {
    switch truth {
    case .no: .bool(false)
    case .yes: .bool(true)
    case .unknown: .unknown(takeLacking(since: mark))
    case .failed: .error(failure)
    }
  }

  /// Says that the outcome depends on a fact that nobody stated.
  mutating func unknown(_ fact: UInt64) -> TruthValue {
    lacking.append(fact)
    return .unknown
  }

  /// Says that the outcome depends on two facts that nobody stated.
  mutating func unknown(_ first: UInt64, _ second: UInt64) -> TruthValue {
    lacking.append(first)
    lacking.append(second)
    return .unknown
  }

  /// Says that the outcome depends on facts.
  mutating func lack(_ unknown: Unknown) {
    if let fact = unknown.onlyFact { return lacking.append(fact) }
    if !unknown.isKept, !keep(unknown) {
      for fact in unknown.facts { lacking.append(fact) }
    } else {
      lacking.append(unknown)
    }
  }

  /// Keeps facts until the next subject; false if that would be too many.
  private mutating func keep(_ unknown: Unknown) -> Bool {
    if let last = kept.last, last.isSame(as: unknown) { return true }
    guard kept.count < 4 * Unknown.limit else { return false }
    kept.append(unknown)
    return true
  }

  /// The facts above `mark`, which are no longer on the stack then.
  mutating func takeLacking(since mark: Int) -> Unknown {
    let unknown = lacking.unknown(from: mark)
    drop(to: mark)
    return unknown
  }

  /// Forgets the facts above `mark`.
  mutating func drop(to mark: Int) { lacking.drop(to: mark) }

  /// An undecided condition that is decided after all.
  mutating func decided(_ truth: TruthValue, dropping mark: Int) -> TruthValue {
    drop(to: mark)
    return truth
  }

  /// Keeps the facts of a loop from piling up: of the few above `fresh`, which the last turn added, those are dropped that
  /// the first or the last turns lacked too; of very many the first are kept.
  mutating func tidy(since mark: Int, fresh: Int) {
    // To look through a few takes longer than to have some of them twice.
    guard lacking.count - mark > 8 else { return }
    let added = lacking.count - fresh
    if fresh > mark, added > 0, added <= 16 { lacking.tidy(since: mark, fresh: fresh) }
    guard lacking.count - mark > 8 * Unknown.limit else { return }
    lack(takeLacking(since: mark))
  }

  /// No step is left.
  @inline(never)
  mutating func isExhausted() -> TruthValue { fail(Machine.exhausted) }

  mutating func fail(_ error: EvaluationError) -> TruthValue {
    failure = error
    return .failed
  }
}
