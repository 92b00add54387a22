internal import Analysis
internal import Diagnostics
internal import Checking
internal import Frontends
internal import Rules
internal import Topology

/// Looks for single facts that would turn a verdict, each with the nearest value that does.
///
/// Words are tried one by one; of numbers the nearest that turns it is found by doubling, halving and bisection, so that
/// it is near only where the verdict turns once.
struct FlipSearch: Sendable {
  /// A fact and the values that turn the verdict.
  struct Flip: Sendable {
    var fact: FactID
    /// As it is, in words of the language.
    var before: String
    /// As it would have to be: one of these.
    var after: [String]
  }

  private let report: SystemReport
  /// The position of the rule in the run.
  private let rule: Int
  private let subject: EntityID
  private var topology: Topology { report.topology }

  private static let mostFacts = 8
  private static let bisections = 14

  init(_ report: SystemReport, rule: Int, subject: EntityID) {
    self.report = report
    self.rule = rule
    self.subject = subject
  }

  /// The flips among facts, in their order.
  func flips(of facts: [FactID]) -> [Flip] {
    // What holds by definition is what the thing is, and nobody would turn that.
    let tried = facts.filter {
      topology.state($0.column, $0.row) != .unknown && topology.basis($0.column, $0.row) != .definition
    }.prefix(Self.mostFacts)
    return Parallel.map(tried.count) { flip(of: tried[$0]) }.compactMap(\.self)
  }

  private func flip(of fact: FactID) -> Flip? {
    let values: [String]
    switch Schema.column(fact.column).field.type {
    case .enumeration(let enumeration): values = enumeration.names.filter { turns(fact, $0) }
    case .flag: values = ["true", "false"].filter { turns(fact, $0) }
    case .integer, .number, .quantity: values = [number(fact)].compactMap(\.self)
    default: values = []
    }
    return values.isEmpty ? nil : Flip(fact: fact, before: topology.valueText(fact), after: values)
  }

  /// Whether the verdict is no failure with another value.
  private func turns(_ fact: FactID, _ value: String) -> Bool {
    guard value != topology.valueText(fact), let changed = changed(fact, value) else { return false }
    switch report.trials.decide(rule: rule, on: subject, of: changed) {
    case .pass, .notApplicable: return true
    case .fail, .cannotTell: return false
    }
  }

  private func changed(_ fact: FactID, _ value: String) -> Topology? {
    var sources = Sources()
    return try? FactSetting(fact, to: value, in: topology).applied(to: topology, sources: &sources)
  }

  // MARK: Numbers

  private func number(_ fact: FactID) -> String? {
    guard let now = topology.number(fact.column, fact.row), now > 0 else { return nil }
    for factor in [2, 0.5, 10, 0.1, 100, 0.01] {
      let far = now * factor
      guard turns(fact, text(fact, far)) else { continue }
      return text(fact, nearest(fact, from: now, to: far))
    }
    return nil
  }

  /// The value nearest to the present one that turns the verdict.
  private func nearest(_ fact: FactID, from now: Double, to far: Double) -> Double {
    var (fails, passes) = (now, far)
    for _ in 0..<Self.bisections {
      let middle = rounded(fact, (fails + passes) / 2, towards: passes)
      if middle == passes || middle == fails { break }
      if turns(fact, text(fact, middle)) { passes = middle } else { fails = middle }
    }
    return passes
  }

  /// Counts are whole, other numbers have three digits; rounded to the side that turns the verdict.
  private func rounded(_ fact: FactID, _ value: Double, towards side: Double) -> Double {
    let up = side > value
    if case .integer = Schema.column(fact.column).field.type { return value.rounded(up ? .up : .down) }
    guard value > 0 else { return value }
    var scale = 1.0
    while value * scale < 100 { scale *= 10 }
    while value * scale >= 1000 { scale /= 10 }
    return (value * scale).rounded(up ? .up : .down) / scale
  }

  private func text(_ fact: FactID, _ value: Double) -> String {
    switch Schema.column(fact.column).field.type {
    case .integer: Quantity.trimmed(value.rounded())
    case .quantity(let kind, _): Quantity.format(value, as: kind)
    default: Quantity.trimmed(value)
    }
  }
}
