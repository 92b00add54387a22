import Checking
@testable import Rules
import Testing
import Topology

@testable import Reports

@Suite struct EvidenceOrderTests {
  @Test func followsTheRequest() throws {
    let topology = try Checked(Models.twoCalls).result.systems[0].topology
    let ids = ["payments.charge -> db", "payments.charge", "web.pay -> payments.charge", "db", "web.pay"]
    let evidence = ids.compactMap { id in
      topology.entity(withID: id).map { Evidence(subject: $0, subjectID: id, message: "", span: nil) }
    }
    #expect(
      EvidenceOrder(topology).sorted(evidence).map(\.subjectID)
        == ["web.pay", "web.pay -> payments.charge", "payments.charge", "payments.charge -> db", "db"])
  }
}
