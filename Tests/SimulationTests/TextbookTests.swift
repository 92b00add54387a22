import Analysis
import Foundation
import Frontends
import Testing
import Topology

/// Computed figures of whole systems against other solvers: `Reference/textbook.py` says how, and writes `textbook.json`.
@Suite struct TextbookTests {
  struct Case: Decodable, CustomTestStringConvertible {
    struct Expected: Decodable {
      var table: String
      var subject: String
      var figure: String
      var value: Double
      var tolerance: Double
    }

    var name: String
    var model: String
    var figures: [Expected]

    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Reference/textbook.json")
    let data = (try? Data(contentsOf: file)) ?? Data()
    return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
  }()

  @Test func areThere() { #expect(Self.cases.count > 40) }

  @Test(arguments: cases)
  func otherSolversSayTheSame(_ system: Case) throws {
    let topology = try topology(system.model)
    let analysis = CapacityAnalysis(of: topology)
    for expected in system.figures {
      let table = try #require([TableID.party, .workload, .link, .system].first { "\($0)" == expected.table })
      let figure = try #require(FigureCatalog.figure(expected.figure, of: table), "\(expected.figure)")
      let row = try #require(
        topology.rows(of: table).first { topology.id(of: EntityID(table, $0)) == expected.subject || table == .system },
        "\(expected.subject)")
      let value = try #require(figure.estimate(analysis, row).value, "\(expected.subject).\(expected.figure)")
      let distance = max(abs(value.low - expected.value), abs(value.high - expected.value))
      #expect(
        distance <= expected.tolerance * max(abs(expected.value), 1e-12),
        "\(expected.subject).\(expected.figure): \(value) instead of \(expected.value)")
    }
  }
}
