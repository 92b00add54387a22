import Analysis
import Testing
import Topology

@Suite struct RetryTests {
  /// `k` calls `a`; both may state a retry.
  private func attempts(client: [String: Fact], link: [String: Fact]) -> (Estimate, [String]) {
    var shop = Shop()
    shop.party(.client, "k", client)
    shop.service("a")
    shop.link("k", "a", link)
    let topology = shop.builder.finish()
    let estimate = CapacityAnalysis(of: topology).attempts(ofLink: 0)
    return (estimate, paths(estimate.missing, topology))
  }

  @Test func theLinkComesBeforeTheClient() {
    #expect(attempts(client: ["retry.max_attempts": 3], link: ["retry.max_attempts": 2]).0.point == 2)
    #expect(attempts(client: ["retry.max_attempts": 3], link: [:]).0.point == 3)
    #expect(attempts(client: ["retry": .none], link: [:]).0.point == 1)
    #expect(attempts(client: ["retry.max_attempts": 3], link: ["retry": .none]).0.point == 1)
  }

  @Test func whatNobodySaysIsAsked() {
    #expect(attempts(client: [:], link: [:]).1 == ["k -> a.retry"])
    let halfStated = attempts(client: ["retry.max_attempts": 3], link: ["retry.jitter": true])
    #expect(halfStated.0.value == nil)
    #expect(halfStated.1 == ["k -> a.retry.max_attempts"])
  }
}
