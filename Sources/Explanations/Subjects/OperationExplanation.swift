internal import Analysis
internal import Topology

/// Explains an operation.
struct OperationExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var entity: EntityID { EntityID(.operation, row) }

  func explanation() -> Explanation {
    Explanation(
      subject: topology.id(of: entity), kind: .operation, title: "operation \(model.quoted(entity))",
      sections: [
        Explanation.Section("", [.paragraph(summary), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity))]),
        Explanation.Section("Who calls it", [.facts(model.lines(ofLinks: topology.incoming(ofOperation: row)))]),
        Explanation.Section("What it calls", [.facts(model.lines(ofLinks: topology.outgoing(ofOperation: row)))]),
        Explanation.Section(
          "Load", [.facts(FigureLines(model).lines(of: entity, named: ["arrival_rate", "peak_arrival_rate"]))]),
        Explanation.Section("Workloads through it", [.list(workloads)]),
      ] + model.verdictSections(on: model.surroundings(of: entity)))
  }

  private var summary: String {
    let component = model.party(topology.owner(entity))
    guard let interface = topology.interface(ofOperation: row) else {
      return "An operation of \(component), behind no interface."
    }
    return "An operation of \(component), offered by the interface \(model.quoted(EntityID(.interface, interface)))."
  }

  private var workloads: [String] {
    topology.rows(of: .workload).filter { model.analysis.operations(visitedBy: $0).contains(row) }.map {
      model.quoted(EntityID(.workload, $0))
    }
  }
}

/// Explains an interface.
struct InterfaceExplanation {
  let row: Int
  let model: ModelView
  private var topology: Topology { model.topology }
  private var entity: EntityID { EntityID(.interface, row) }

  func explanation() -> Explanation {
    let operations = topology.operations(ofInterface: row)
    let callers = operations.flatMap { topology.incoming(ofOperation: Int($0)) }
    return Explanation(
      subject: topology.id(of: entity), kind: .interface, title: "interface \(model.quoted(entity))",
      sections: [
        Explanation.Section(
          "", [.paragraph("An interface of \(model.party(topology.owner(entity)))."), model.definition(of: entity)]),
        Explanation.Section("What is stated", [.facts(model.statedFacts(of: entity))]),
        Explanation.Section("What it offers", [.list(operations.map { model.quoted(EntityID(.operation, Int($0))) })]),
        Explanation.Section("Who calls it", [.facts(model.lines(ofLinks: callers))]),
      ] + model.verdictSections(on: model.surroundings(of: entity)))
  }
}
