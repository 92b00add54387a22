internal import Diagnostics
internal import Rules
internal import Topology

/// The subjects that rules are not asked about, as `except` says.
struct Exceptions {
  /// By the position of the rule in the run.
  private let patterns: [[SubjectException]]

  init(_ settings: [RuleSettings]) { patterns = settings.map(\.except) }

  private var isEmpty: Bool { patterns.allSatisfy(\.isEmpty) }

  /// For each rule, what it is to pass over: an excepted subject costs nothing, and nothing can go wrong on it.
  var filters: [SubjectFilter?] {
    patterns.map { exceptions -> SubjectFilter? in
      if exceptions.isEmpty { return nil }
      return { id in exceptions.contains { $0.pattern.matches(id) } }
    }
  }

  /// Warnings about exceptions that name nothing in any of the systems.
  func hygiene(_ topologies: [Topology]) -> [Diagnostic] {
    if isEmpty { return [] }
    let tables: [TableID] = [.system, .party, .interface, .operation, .link, .dataSet, .workload]
    let ids = topologies.flatMap { topology in
      tables.flatMap { table in topology.rows(of: table).map { topology.id(of: EntityID(table, $0)) } }
    }
    var seen: Set<Span> = []
    return patterns.joined().filter { seen.insert($0.span).inserted }.compactMap { exception in
      if ids.contains(where: exception.pattern.matches) { return nil }
      return Diagnostic(
        .warning, "unused-exception", "nothing in the model is called like `\(exception.pattern.text)`",
        at: Label(exception.span), helps: ["remove it; subjects are named as in findings, e.g. `orders.create`"])
    }
  }
}
