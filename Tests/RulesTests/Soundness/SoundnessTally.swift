import Topology

/// Which verdicts one subject had over the completions of a model; `pass` stands for `not applicable` too.
struct SeenVerdicts: OptionSet, Sendable {
  let rawValue: UInt8

  static let fail = SeenVerdicts(rawValue: 1)
  static let pass = SeenVerdicts(rawValue: 2)
  static let unknown = SeenVerdicts(rawValue: 4)
}

/// What came out for one rule.
struct SoundnessTally: CustomStringConvertible {
  var models = 0
  var fail = 0
  var pass = 0
  var unknown = 0
  /// Verdicts that are the same in all completions, decided or not, and those of them that are decided.
  var decidable = 0
  var decided = 0
  var violations: [Violation] = []
  /// The first of those that are decidable and not decided.
  var undecided: [Gap] = []

  /// The share of the decidable verdicts that are decided.
  var decidedShare: Double { decidable == 0 ? 1 : Double(decided) / Double(decidable) }

  var gaps: String { undecided.map(\.description).joined(separator: "\n") }

  mutating func count(_ verdict: SeenVerdicts, _ gap: Gap, isMeasured: Bool) {
    switch verdict {
    case .fail: fail += 1
    case .pass: pass += 1
    default: unknown += 1
    }
    guard isMeasured else { return }
    if verdict != .unknown { decided += 1 }
    if verdict != .unknown || gap.isDecidable { decidable += 1 }
    if verdict == .unknown, gap.isDecidable, undecided.count < 8 { undecided.append(gap) }
  }

  var description: String {
    let share = (decidedShare * 1000).rounded() / 10
    return
      "\(models) models, \(fail) fail, \(pass) pass, \(unknown) cannot tell, \(share) % of \(decidable) decidable decided"
  }

  /// A verdict with those that its completions had.
  struct Gap: CustomStringConvertible {
    var subject: String
    var topology: Topology
    var seen: SeenVerdicts

    var isDecidable: Bool { seen == .fail || seen == .pass }

    var description: String {
      "\(subject) is always \(seen == .fail ? "fail" : "pass") with \(SoundnessTally.facts(topology, beside: nil))"
    }
  }

  /// A verdict that a completion turned, with the facts that did it.
  struct Violation: CustomStringConvertible {
    var rule: String
    var subject: String
    var before: Topology
    var after: Topology
    var verdict: SeenVerdicts

    var description: String {
      let word = verdict == .fail ? "fail" : "pass"
      return
        "\(rule) on \(subject) is decided (\(word)), but not with\n  added \(added)\n  to \(SoundnessTally.facts(before, beside: nil))"
    }

    private var added: String { SoundnessTally.facts(after, beside: before) + links }

    private var links: String {
      let drawn = { (topology: Topology) in topology.rows(of: .link).map { topology.id(of: EntityID(.link, $0)) } }
      return " with links \(drawn(before)) now \(drawn(after))"
    }
  }

  private static func facts(_ topology: Topology, beside other: Topology?) -> String {
    TableID.allCases.flatMap { table in
      topology.rows(of: table).flatMap { row in
        topology.statedColumns(of: EntityID(table, row)).filter { column in
          guard topology.basis(column.id, row) != .definition else { return false }
          guard let other, row < other.count(table) else { return true }
          return other.state(column.id, row) == .unknown
        }.map { "\(topology.describe(FactID($0.id, row: row)))=\(topology.valueText(FactID($0.id, row: row)))" }
      }
    }.joined(separator: ", ")
  }
}
