import Synchronization
import Topology

/// Which times are kept: those of one load case at one end of what is known, with their distributions or without.
struct ChainQuestion: Hashable, Sendable {
  let load: LoadCase
  let bound: Bound
  let keepsShapes: Bool
}

/// What is known of the times along chains, by node, so that workloads share it, and a changed fact costs no more than the
/// nodes above it.
///
/// Each part is computed by a solver of its own, so that what it read is recorded with it.
final class ChainTable: Sendable {
  /// By node of the demand graph.
  let answers: MemoByRow<Answer>
  /// By link.
  let readings: MemoByRow<LinkReading>

  /// - Parameter earlier: That of an earlier revision.
  init(_ topology: Topology, nodes: Int, for revision: Revision?, after earlier: ChainTable?) {
    answers = MemoByRow(nodes, for: revision, after: earlier?.answers)
    readings = MemoByRow(topology.count(.link), for: revision, after: earlier?.readings)
  }
}

/// What is known of the components along chains in one load case.
final class LineTable: Sendable {
  /// By component, at both ends of what is known.
  private let (best, worst): (MemoByRow<[StationLine]>, MemoByRow<[StationLine]>)
  /// What the time at a component rests on.
  let components: MemoByRow<Derivation>
  /// What the time of a call along a link rests on.
  let links: MemoByRow<Derivation>

  /// - Parameter earlier: That of an earlier revision.
  init(_ topology: Topology, for revision: Revision?, after earlier: LineTable?) {
    let parties = topology.count(.party)
    best = MemoByRow(parties, for: revision, after: earlier?.best)
    worst = MemoByRow(parties, for: revision, after: earlier?.worst)
    components = MemoByRow(parties, for: revision, after: earlier?.components)
    links = MemoByRow(topology.count(.link), for: revision, after: earlier?.links)
  }

  func lines(_ party: Int, _ bound: Bound, _ make: () -> [StationLine]) -> [StationLine] {
    (bound == .best ? best : worst).value(party, make)
  }
}

/// Tables that are made when somebody first asks for one, with the same of an earlier revision behind them.
///
/// Tables record nothing themselves; what is in them does.
final class TableOfTables<Question: Hashable & Sendable, Table: Sendable>: Sendable {
  private let known = Mutex<[Question: Table]>([:])
  private let earlier: TableOfTables?

  init(after earlier: TableOfTables? = nil) { self.earlier = earlier }

  /// - Parameter make: Makes one, given that of the nearest earlier revision that has one.
  func table(_ question: Question, _ make: (Table?) -> Table) -> Table {
    known.withLock { known in
      if let table = known[question] { return table }
      let made = make(earlier?.latest(question))
      known[question] = made
      return made
    }
  }

  private func latest(_ question: Question) -> Table? {
    known.withLock { $0[question] } ?? earlier?.latest(question)
  }
}
