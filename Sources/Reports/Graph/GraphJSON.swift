import Diagnostics
public import Topology

/// The graph of components and links, for programs. Version 1: keys may be added, none changes its meaning.
///
/// One system is written at the top, several as a list under `systems`.
public enum GraphJSON {
  /// The document; it ends with a line break.
  public static func render(_ topologies: [Topology], in context: ReportContext) -> String {
    let systems = topologies.map { GraphMembers(topology: $0, sources: context.sources).members }
    return JSONEnvelope.object(systems, context).rendered()
  }
}

private struct GraphMembers {
  let topology: Topology
  let sources: Sources

  var members: [(String, JSONText)] {
    [
      ("system", .string(orNull: topology.name)), ("components", .array(topology.rows(of: .party).map(component))),
      ("links", .array(topology.rows(of: .link).map(link))),
    ]
  }

  private func component(_ row: Int) -> JSONText {
    let entity = EntityID(.party, row)
    return [
      "name": .string(topology.name(entity)), "kind": .string(topology.kindWord(entity)),
      "technology": .string(orNull: topology.text(Facts.Party.technology, row)), "replicas": replicas(row),
      "exposure": .string(orNull: exposure(row)), "location": location(entity),
    ]
  }

  private func replicas(_ row: Int) -> JSONText {
    let least = topology.number(Facts.Party.replicasMin, row)
    let most = topology.number(Facts.Party.replicasMax, row)
    if least == nil, most == nil { return nil }
    return ["min": .number(orNull: least), "max": .number(orNull: most)]
  }

  /// Its own, or the widest of its interfaces.
  private func exposure(_ row: Int) -> String? {
    let own = topology.word(Self.partyExposure, row)
    let interfaces = topology.interfaces(ofParty: row).compactMap { topology.word(Self.interfaceExposure, Int($0)) }
    return (interfaces + [own].compactMap(\.self)).max { Self.rank($0) < Self.rank($1) }
  }

  private static let partyExposure = Schema.named(.party, "exposure")
  private static let interfaceExposure = Schema.named(.interface, "exposure")

  private static func rank(_ word: String) -> Int { Vocabulary.exposure.ordinal(of: word) ?? -1 }

  private func link(_ row: Int) -> JSONText {
    let entity = EntityID(.link, row)
    return [
      "from": .string(end(topology.sourceOperation(ofLink: row), topology.source(ofLink: row))),
      "to": .string(end(topology.targetOperation(ofLink: row), topology.target(ofLink: row))),
      "mode": .string(orNull: topology.word(Facts.Link.mode, row)),
      "access": .string(orNull: topology.word(Facts.Link.access, row)),
      "class": .string(orNull: topology.word(Facts.Link.class, row)),
      "basis": .string(topology.basis(Facts.Link.from, row).word), "location": location(entity),
    ]
  }

  private func end(_ operation: Int?, _ party: Int) -> String {
    topology.id(of: operation.map { EntityID(.operation, $0) } ?? EntityID(.party, party))
  }

  private func location(_ entity: EntityID) -> JSONText {
    JSONLocation.object(topology.definition(entity)?.key, in: sources)
  }
}
