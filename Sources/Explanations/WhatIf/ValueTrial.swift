internal import Checking
internal import Diagnostics
internal import Frontends
internal import Rules
internal import Topology

/// Tries words and numbers that may stand for a fact, and what each makes of a verdict.
struct ValueTrial {
  /// What a verdict comes to with a value.
  enum Outcome {
    case fails, passes, open
  }

  private let report: SystemReport
  private let values: [(text: String, model: Topology)]

  init(_ report: SystemReport, fact: FactID) {
    self.report = report
    let topology = report.topology
    var seen: Set<String> = []
    values = Self.words(of: fact).filter { seen.insert($0).inserted }.compactMap { word in
      var sources = Sources()
      let text = "\(topology.describe(fact))=\(word)"
      guard let setting = try? FactSetting(text, in: topology, sources: &sources),
        let model = try? setting.applied(to: topology, sources: &sources)
      else { return nil }
      return (word, model)
    }
  }

  /// The words of a list, yes and no; of numbers a few of each size; `none` where it can be said.
  private static func words(of fact: FactID) -> [String] {
    let field = Schema.column(fact.column).field
    if case .record(let shape) = field.type {
      return ["none"] + (shape.mainFields.first.flatMap(shape.field).map(words) ?? [])
    }
    return words(of: field)
  }

  private static func words(of field: Field) -> [String] {
    switch field.type {
    case .enumeration(let enumeration): enumeration.names
    case .flag: ["true", "false"]
    case .integer, .number: ["none", "1", "2", "3", "5", "10", "100", "1000"]
    case .quantity(let kind, _): ["none"] + (probes[kind] ?? [])
    default: ["none"]
    }
  }

  private static let probes: [QuantityKind: [String]] = [
    .duration: ["1ms", "10ms", "100ms", "1s", "10s", "1min", "1h", "1d"],
    .rate: ["1/s", "10/s", "100/s", "1000/s", "10000/s"], .size: ["1 KiB", "1 MiB", "1 GiB", "1 TiB"],
    .fraction: ["0%", "10%", "50%", "90%", "99%", "99.9%", "99.99%", "100%"],
  ]

  /// The outcome for each value, in the order of the language.
  ///
  /// - Parameter rule: Its position in the run.
  func outcomes(of rule: Int, on subject: EntityID) -> [(value: String, outcome: Outcome)] {
    values.map { value in
      switch report.trials.decide(rule: rule, on: subject, of: value.model) {
      case .fail: (value.text, .fails)
      case .pass, .notApplicable: (value.text, .passes)
      case .cannotTell: (value.text, .open)
      }
    }
  }

  /// The values by outcome, as cells of a table.
  static func columns(_ outcomes: [(value: String, outcome: Outcome)]) -> [String] {
    [Outcome.fails, .passes, .open].map { kind in
      outcomes.filter { $0.outcome == kind }.map { "`\($0.value)`" }.joined(separator: ", ")
    }
  }
}
