import Pseudorandom
import Diagnostics
import Testing
import Topology

@Suite("The model and its builder")
struct BuilderTests {
  @Test("index who links to whom, in file order")
  func adjacency() {
    let adjacency = Adjacency(rows: 4, keys: [2, 0, 2, -1, 3, 0])
    #expect((0..<4).map { Array(adjacency[$0]) } == [[1, 5], [], [0, 2], [4]])
    #expect(Array(adjacency[-1]) == [])
    #expect(Array(adjacency[4]) == [])
    #expect(Array(Adjacency.empty[0]) == [])
  }

  @Test("adjacency agrees with a search for random relations")
  func randomAdjacency() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let rows = 1 + Int(random.unit() * 8)
      let keys = (0..<Int(random.unit() * 20)).map { _ in Int32(random.unit() * Double(rows + 1)) - 1 }
      let adjacency = Adjacency(rows: rows, keys: keys)
      for row in 0..<rows {
        #expect(Array(adjacency[row]) == keys.indices.filter { keys[$0] == Int32(row) }.map(Int32.init))
      }
    }
  }

  @Test("keep facts apart by row, and unknown where nobody stated them")
  func cells() throws {
    var builder = TopologyBuilder(name: "shop")
    let web = builder.addParty(.service, name: "web", place: .none)
    let db = builder.addParty(.store, name: "db", place: .none)
    let column = Facts.Party.replicasMin
    builder[column, db] = Cell(.value, basis: .measured, payload: Payload.number(3))
    builder[Facts.Party.owner, web] = Cell(.value, basis: .stated, payload: builder.intern("shop team"))
    builder[Facts.Party.delay, web] = Cell(.none, basis: .stated)
    let topology = builder.finish()
    #expect(topology.state(column, web) == .unknown)
    #expect(topology.number(column, db) == 3)
    #expect(topology.basis(column, db) == .measured)
    #expect(topology.text(Facts.Party.owner, web) == "shop team")
    #expect(topology.state(Facts.Party.delay, web) == FactState.none)
    #expect(topology.hasFacts(column))
    #expect(!topology.hasFacts(Facts.Party.replicasMax))
    #expect(topology.parties(.store) == [db])
    #expect(topology.party(named: "db") == db)
  }

  @Test("a copy with one fact replaced leaves the original alone")
  func setting() {
    var builder = TopologyBuilder()
    let web = builder.addParty(.service, name: "web", place: .none)
    builder[Facts.Party.workers, web] = Cell(.value, basis: .stated, payload: Payload.number(2))
    let topology = builder.finish()
    let other = topology.setting(
      Facts.Party.workers, web, to: Cell(.value, basis: .assumed, payload: Payload.number(8)))
    #expect(topology.number(Facts.Party.workers, web) == 2)
    #expect(other.number(Facts.Party.workers, web) == 8)
  }

  @Test("cells, identities and payloads survive their packing")
  func packing() {
    for table in TableID.allCases {
      for row in [0, 1, 65_536, 2_000_000_000] {
        #expect(Payload.entity(Payload.entity(EntityID(table, row))) == EntityID(table, row))
      }
      for column in Schema.table(table).columns {
        let fact = FactID(column.id, row: 123_456)
        #expect(fact.column == column.id)
        #expect(fact.row == 123_456)
        #expect(fact.entity == EntityID(table, 123_456))
      }
    }
    #expect(Payload.span(Payload.span(3..<9)) == 3..<9)
    #expect(Payload.number(Payload.number(-0.5)) == -0.5)
  }

  @Test("the fact to ask for is the outermost map of which nothing is known")
  func unstated() throws {
    var builder = TopologyBuilder()
    let web = builder.addParty(.service, name: "web", place: .none)
    let backoff = Facts.Party.replicasMax
    #expect(builder.topology.shortestUnstated(FactID(backoff, row: web)).column == Facts.Party.replicas)
    builder[Facts.Party.replicas, web] = Cell(.value, basis: .stated)
    #expect(builder.topology.shortestUnstated(FactID(backoff, row: web)).column == backoff)
  }

  @Test("places remember what was said beside a value")
  func places() {
    var places = PlaceTable()
    let span = Span(file: FileID(rawValue: 0), start: 4, end: 9)
    let plain = places.add(key: span, value: span)
    let remarked = places.add(remark: Remark(evidence: "a trace"), at: span)
    #expect(places[.none] == nil)
    #expect(places[plain]?.value == span)
    #expect(places.remark(at: plain) == nil)
    #expect(places.remark(at: remarked)?.evidence == "a trace")
  }

  @Test("a range has a point to compute with, and an interval")
  func ranges() {
    #expect(ValueRange.uncertain(low: 1, likely: 2, high: 4).point == 2)
    #expect(ValueRange.uncertain(low: 1, likely: 2, high: 4).interval == 1...4)
    #expect(ValueRange.varying(mean: nil, p50: 3, p95: nil, p99: 9).point == 3)
    #expect(ValueRange.varying(mean: 2, p50: 3, p95: nil, p99: nil).interval == 2...2)
    #expect(ValueRange.varying(mean: nil, p50: nil, p95: nil, p99: 9).point == nil)
  }
}
