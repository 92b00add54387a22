import Diagnostics
import Checking
import Rules
import Testing

@testable import Reports

@Suite struct GraphTests {
  @Test func chart() throws {
    let checked = try Checked(Models.twoCalls)
    let topology = checked.result.systems[0].topology
    #expect(
      GraphMermaid.render(topology, marked: [1: .error, 2: .warning]) == """
        flowchart LR
          n0(["people"])
          n1["web"]
          n2["payments"]
          n3[("db<br/>postgres")]
          n4{{"events"}}
          n0 --> n1
          n1 --> n2
          n2 -->|"write"| n3
          n2 -.-> n4
          classDef error stroke:#d1242f,stroke-width:4px
          class n1 error
          classDef warning stroke:#bf8700,stroke-width:3px,stroke-dasharray:8 3
          class n2 warning

        """)
  }

  @Test func largeSystemsAreCutToTheFindings() throws {
    let services = (0..<70).map { "  s\($0): {}" }.joined(separator: "\n")
    let links = (0..<69).map { "  - {from: s\($0), to: s\($0 + 1)}" }.joined(separator: "\n")
    let checked = try Checked("services:\n\(services)\nlinks:\n\(links)")
    let topology = checked.result.systems[0].topology
    let text = GraphMermaid.render(topology, marked: [10: .error], limit: 60)
    #expect(text.contains("%% 3 of 70 components"))
    #expect(text.contains("n9 --> n10") && text.contains("n10 --> n11") && !text.contains("n12"))
    #expect(GraphMermaid.render(topology).contains("n68 --> n69"))
  }

  @Test func labelsCannotBreakOut() {
    #expect(MermaidText.quoted("a\"] --> b; `x` <b>#") == "\"a#34;#93; --#62; b#59; #96;x#96; #60;b#62;#35;\"")
  }

  @Test func json() throws {
    let checked = try Checked(
      """
      system: shop
      services:
        web:
          replicas: {min: 2, max: 8}
          interfaces: {site: {exposure: public, operations: {pay: {}}}, admin: {exposure: internal}}
      stores: {db: {technology: postgres}}
      links: [{from: web.pay, to: db, access: write}]
      """)
    let text = GraphJSON.render(checked.result.systems.map(\.topology), in: checked.context)
    for part in [
      "\"name\": \"web\",\n      \"kind\": \"service\",\n      \"technology\": null,\n      \"replicas\": {\"min\": 2, \"max\": 8},\n      \"exposure\": \"public\"",
      "\"from\": \"web.pay\",\n      \"to\": \"db\",\n      \"mode\": \"sync\",\n      \"access\": \"write\",\n      \"class\": \"runtime\",\n      \"basis\": \"stated\"",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
  }
}
