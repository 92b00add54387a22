import Analysis
import Checking
import Diagnostics
import Rules
import Testing

@testable import Reports

@Suite struct CapacityReportTests {
  @Test func textNamesWhatBinds() throws {
    let checked = try Checked(Models.cornerShop)
    let text = CapacityText.render(checked.analyses.map { CapacityReport($0) }, in: checked.context)
    for part in [
      "checkout: at most 200/s, bound by `shipping.ship` (2 × 4 servers, 40ms each)\n  then `web.buy` at 2000/s\n",
      "  demand: 120/s, at peak 900/s\n",
      "  backlog: `events` grows by 700/s at peak; for good, `shipping` can follow 200/s of `checkout`\n",
      "60%  ██████····     450%  ██████████!         2      13",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test func missingFactsAreNamed() throws {
    let model = Models.cornerShop.replacing("{service_time: 10ms}", with: "{}")
    let checked = try Checked(model)
    let text = CapacityText.render(checked.analyses.map { CapacityReport($0) }, in: checked.context)
    #expect(
      text.contains("`web.buy.service_time` is not stated: the largest rate of `checkout` is at most 200/s"), "\(text)")
  }

  @Test func withoutWorkloadsThereIsNoDemand() throws {
    let checked = try Checked("system: shop\nservices: {web: {}}")
    #expect(
      CapacityText.render(checked.analyses.map { CapacityReport($0) }, in: checked.context).hasPrefix(
        "shop\n\nno workload is stated, so there is no demand to carry\n"))
  }

  @Test func jsonSaysWhatIsKnownAndWhatIsNot() throws {
    let checked = try Checked(Models.cornerShop)
    let text = CapacityJSON.render(checked.analyses.map { CapacityReport($0) }, in: checked.context)
    for part in [
      "\"rate\": {\"value\": 120, \"basis\": \"stated\", \"assumptions\": [], \"missing\": []}",
      "\"bottleneck\": \"shipping.ship\"",
      "\"availability\": {\n        \"value\": null,\n        \"basis\":",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }

  @Test func markdownHasTables() throws {
    let checked = try Checked(Models.cornerShop)
    let text = CapacityMarkdown.render(checked.analyses.map { CapacityReport($0) }, in: checked.context)
    #expect(text.contains("| checkout | 120/s | 900/s | 200/s |"), "\(text)")
    #expect(text.contains("| shipping | 120/s | 60% | 450% | 2 | 13 |"), "\(text)")
  }

  @Test(arguments: [
    (5423.4, "5420"), (0.0123456, "0.0123"), (99.96, "100"), (7, "7"), (1_234_567, "1230000"), (.infinity, "unbounded"),
    (4e200, "over 1000000000000"),
  ])
  func threeDigits(value: Double, text: String) { #expect(Figures.number(value) == text) }

  @Test func intervals() {
    #expect(Figures.interval(Interval(low: 0, high: 200), Figures.rate) == "at most 200/s")
    #expect(Figures.interval(Interval(low: 3, high: .infinity), Figures.number) == "at least 3")
    #expect(Figures.interval(Interval(low: 1.0001, high: 1.0002), Figures.number) == "1")
    #expect(Figures.interval(Interval(low: 0.1, high: 0.3), Figures.share) == "10% to 30%")
  }
}
