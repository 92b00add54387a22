import Diagnostics
import Testing

@testable import Rules

/// Identities are the same on every machine and whatever the order of the file.
struct IdentityTests {
  /// FIPS 180-4 test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAreThoseOfTheStandard(text: String, digest: String) {
    #expect(SHA256.hex(text) == digest)
  }

  @Test func orderAndLayoutDoNotChangeIt() throws {
    let text = ruleText(for: "queue q", when: #"q.delivery == "at-least-once""#)
    let one = try model("queues: {a: {delivery: at-least-once}, b: {delivery: at-least-once}}")
    let other = try model("queues:\n\n  b:\n    delivery: at-least-once\n  a:\n    delivery: at-least-once\n")
    let identities = try [one, other].map { topology in
      Set(RuleEngine(rules: [try rule(text)]).run(on: topology).findings.map(\.identity))
    }
    #expect(identities[0] == identities[1])
    #expect(identities[0].count == 2)
  }
}
