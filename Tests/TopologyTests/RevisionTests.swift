import Pseudorandom
import Testing

@testable import Topology

@Suite("Revisions of a model")
struct RevisionTests {
  private let minimum = Facts.Party.replicasMin
  private let maximum = Facts.Party.replicasMax

  /// Three services, of which each states how many replicas it has.
  private func shop() -> Topology {
    var builder = TopologyBuilder(name: "shop")
    for (row, name) in ["web", "orders", "mailer"].enumerated() {
      _ = builder.addParty(.service, name: name, place: .none)
      builder[minimum, row] = number(Double(row + 1))
    }
    return builder.finish()
  }

  private func number(_ value: Double) -> Cell {
    Cell(.value, basis: .stated, payload: Payload.number(value))
  }

  @Test("differ in the facts that were replaced")
  func changes() throws {
    let before = shop()
    let after = before.setting(minimum, 1, to: number(5)).setting(maximum, 2, to: number(9))
    #expect(after.changedFacts(from: before) == [FactID(minimum, row: 1), FactID(maximum, row: 2)])
    #expect(before.changedFacts(from: before) == [])
    #expect(after.setting(maximum, 2, to: .unknown).changedFacts(from: before) == [FactID(minimum, row: 1)])
  }

  @Test("with other entities have nothing in common")
  func otherEntities() {
    var builder = TopologyBuilder(name: "shop")
    _ = builder.addParty(.service, name: "web", place: .none)
    #expect(builder.finish().changedFacts(from: shop()) == nil)
  }

  @Test("keep what read none of the facts that differ")
  func parts() {
    let (before, first) = shop().revised()
    let web = ReadLog.recording(first) { before.number(minimum, 0) }
    let all = ReadLog.recording(first) { before.hasFacts(maximum) }
    let sum = ReadLog.recording(first) {
      ReadLog.current?.use(web.part)
      return (web.result ?? 0) + (before.number(minimum, 2) ?? 0)
    }
    #expect(sum.result == 4)
    func holding(_ column: ColumnID, _ row: Int) -> [Bool] {
      let (_, later) = shop().setting(column, row, to: number(7)).revised(after: before)
      return [web, sum].map { $0.part.holds(in: later) } + [all.part.holds(in: later)]
    }
    #expect(holding(minimum, 0) == [false, false, true])
    #expect(holding(minimum, 1) == [true, true, true])
    #expect(holding(minimum, 2) == [true, false, true])
    #expect(holding(maximum, 1) == [true, true, false])
  }

  @Test("hold if what they rest on comes out the same once more")
  func comparisons() {
    let (before, first) = shop().revised()
    let lineage = Lineage()
    let minimum = minimum
    let isAny = ReadLog.recording(first, of: lineage) { (before.number(minimum, 0) ?? 0) > 0 }
    let user = ReadLog.recording(first) { ReadLog.current?.use(isAny.part) }
    for (value, isSame) in [(7.0, true), (0, false)] {
      let (later, revision) = shop().setting(minimum, 0, to: number(value)).revised(after: before)
      #expect(!user.part.holds(in: shop().setting(minimum, 0, to: number(value)).revised(after: before).revision))
      revision.compare(lineage) { part in
        part === isAny.part && isAny.result == ((later.number(minimum, 0) ?? 0) > 0)
      }
      #expect(!isAny.part.isUntouched(in: revision))
      #expect(user.part.holds(in: revision) == isSame)
    }
  }

  @Test("of revisions add their changes up")
  func history() {
    let (before, first) = shop().revised()
    let web = ReadLog.recording(first) { before.number(minimum, 0) }
    let (second, _) = shop().setting(minimum, 0, to: number(7)).revised(after: before)
    let (_, third) = shop().setting(minimum, 0, to: number(7)).setting(minimum, 1, to: number(7)).revised(after: second)
    #expect(!web.part.holds(in: third))
    #expect(!third.isTangled)
    _ = ReadLog.recording(third) { ReadLog.current?.use(web.part) }
    #expect(third.isTangled)
  }

  @Test("are read as they are, by whatever was kept of earlier ones")
  func redirected() {
    let (before, _) = shop().revised()
    let (_, later) = shop().setting(minimum, 0, to: number(7)).revised(after: before)
    #expect(ReadLog.recording(later) { before.number(minimum, 0) }.result == 7)
    #expect(before.number(minimum, 0) == 1)
    let copy = before.setting(maximum, 0, to: number(9))
    #expect(ReadLog.recording(later) { copy.number(minimum, 0) }.result == 1)
  }

  @Test("find every fact that was put in a filter, and few others")
  func filter() {
    var random = SeededRandom(seed: 11)
    func fact() -> FactID {
      let table = TableID.allCases[Int(random.unit() * Double(TableID.allCases.count))]
      let column = Int(random.unit() * Double(Schema.table(table).columns.count))
      return FactID(ColumnID(table: table, index: column), row: Int(random.unit() * 5000))
    }
    for size in [0, 1, 5, 24, 25, 200] {
      let facts = (0..<size).map { _ in fact() }
      var filter = FactFilter()
      for fact in facts { filter.insert(fact) }
      #expect(facts.allSatisfy(filter.mayContain))
      if size <= 24 {
        let others = (0..<500).map { _ in fact() }
        #expect(others.allSatisfy { filter.mayContain($0) == facts.contains($0) })
      }
    }
    var whole = FactFilter()
    whole.insert(minimum)
    #expect(whole.mayContain(FactID(minimum, row: 77)))
    #expect(!whole.mayContain(FactID(maximum, row: 77)))
  }
}
