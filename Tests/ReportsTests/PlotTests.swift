import Analysis
import Testing

@testable import Reports

@Suite struct PlotTests {
  @Test(arguments: [
    (1.0, 4, [0, 0.5, 1]), (196, 6, [0, 50, 100, 150]), (0.085, 4, [0, 0.05]),
    (10, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    (0, 4, [0]), (.infinity, 4, [0]),
  ])
  func ticksAreRound(top: Double, count: Int, expected: [Double]) {
    let ticks = Ticks.values(to: top, count: count)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9) }
  }

  @Test func pointsLieWhereTheirValuesAre() {
    let plot = LinePlot(
      title: "a < b", axis: "load",
      panels: [
        LinePlot.Panel(
          title: "busy", lines: [LinePlot.Line(name: "web", points: [(0, 0), (50, 0.5), (100, 2)])], top: 1,
          label: Figures.share)
      ],
      marks: [LinePlot.Mark(name: "peak", x: 50)], label: Figures.rate)
    let svg = LinePlotSVG(plot).render()
    // 64 to 508 across, 190 up to 40; what is above the top stays at the top.
    #expect(svg.contains(#"points="64,190 286,115 508,40""#), "\(svg)")
    #expect(svg.contains(#"<line x1="286" y1="40" x2="286" y2="190""#), "\(svg)")
    #expect(svg.contains("<title>a &lt; b</title>"))
  }

  @Test func aWorkloadIsDrawnUpToItsLimit() throws {
    let checked = try Checked(Models.cornerShop)
    let analysis = try #require(checked.analyses.first)
    let curve = try #require(analysis.loadCurve(ofWorkload: 0, points: 10))
    #expect(curve.points.count == 10)
    let last = try #require(curve.points.last)
    #expect(abs(last.rate - 0.98 * 200) < 1e-6)
    let busiest = try #require(last.utilizations.first ?? nil)
    #expect(abs(busiest.high - 0.98) < 1e-9)
    let means = curve.points.compactMap { $0.mean?.high }
    #expect(means.count == 10)
    #expect(zip(means, means.dropFirst()).allSatisfy { $0 <= $1 })
    let pictures = CapacityPicture.all(checked.analyses.map { CapacityReport($0) }, prefix: "load")
    #expect(pictures.map(\.fileName) == ["load-checkout.svg"])
  }

  @Test func withoutARateThereIsNoPicture() throws {
    let model = Models.cornerShop.replacing("rate: 120/s, ", with: "")
    #expect(CapacityPicture.all(try Checked(model).analyses.map { CapacityReport($0) }, prefix: "load").isEmpty)
  }
}

@Suite struct CapacityPageTests {
  @Test func aPageHoldsTablesAndPictures() throws {
    let checked = try Checked(Models.cornerShop)
    let page = CapacityHTML.render(checked.analyses.map { CapacityReport($0) }, in: checked.context)
    for part in ["<h2>shop</h2>", "<td>checkout</td><td>120/s</td><td>900/s</td><td>200/s</td>", "<svg ", "</html>\n"] {
      #expect(page.contains(part), "\(part)\n\(page)")
    }
  }

  @Test func markdownShowsFilesWhereThereAreSome() throws {
    let checked = try Checked(Models.cornerShop)
    let pictures = CapacityPicture.all(checked.analyses.map { CapacityReport($0) }, prefix: "load")
    let page = CapacityMarkdown.render(
      checked.analyses.map { CapacityReport($0) }, pictures: pictures, in: checked.context)
    #expect(page.contains("![checkout: latency and utilization against load](load-checkout.svg)\n"), "\(page)")
    #expect(CapacityMarkdown.render(checked.analyses.map { CapacityReport($0) }, in: checked.context).contains("<svg "))
  }

  @Test func rowsNameFigureUnitAndBounds() throws {
    let checked = try Checked(Models.cornerShop.replacing("{service_time: 10ms}", with: "{}"))
    let rows = CapacityCSV.render(checked.analyses.map { CapacityReport($0) }).split(separator: "\n").map(String.init)
    #expect(
      rows.first == "system,kind,name,figure,unit,value,low,high,basis,assumptions,missing,p10,p50,p90,error,omissions")
    #expect(rows.contains { $0.hasPrefix("shop,service,shipping,utilization,fraction,0.6,0.6,0.6,") }, "\(rows)")
    #expect(
      rows.contains {
        $0.hasPrefix("shop,workload,checkout,max_rate,rate,,0,200,") && $0.contains(",web.buy.service_time,,,,")
      })
  }

  @Test func textIsQuotedWhereItMustBe() throws {
    let rows = CapacityCSV.render(try Checked(Models.cornerShop).analyses.map { CapacityReport($0) })
    #expect(
      rows.contains(#","arrivals and service times vary like exponential ones, first come first served","#), "\(rows)")
  }
}
