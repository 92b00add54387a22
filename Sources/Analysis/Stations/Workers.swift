import Topology

/// The parallel servers of one replica: its workers, or where they are not stated the requests it has in progress.
struct Workers {
  private(set) var count: Interval
  private(set) var derivation = Derivation()

  init(ofParty party: Int, topology: Topology) {
    count = .atLeastOne
    for column in [Facts.Party.workers, Facts.Party.concurrency] {
      guard let stated = derivation.number(column, party, of: topology) else { continue }
      count = Interval(stated)
      limitToAdmission(party, topology)
      return
    }
    derivation.lack(Facts.Party.workers, party, of: topology)
  }

  /// What is let in no faster keeps no more servers busy.
  private mutating func limitToAdmission(_ party: Int, _ topology: Topology) {
    guard let most = topology.number(Columns.admissionMost, party), most < count.high else { return }
    derivation.use(Columns.admissionMost, party, of: topology)
    count = Interval(most)
  }
}
