import Pseudorandom
import Diagnostics
import Frontends
import Testing
import Topology
import YAMLTree

@Suite("Fuzz")
struct FuzzTests {
  /// What is put into the text: words of the language in wrong places, and what YAML trips over.
  static let tokens = [
    "none", "null", "~", "true", "yes", "0", "-1", "1e9", "99999999999999999999", "800ms", "120/s", "5%", "[", "]", "{",
    "}", ":", ": ", "- ", "\n", "\t", "  ", "&a ", "*a", "<<: *a", "\"", "'", "#", "|", ">", "!!str ", "---\n",
    "{value: 1}",
    "{low: 1, likely: 2, high: 3}", "{mean: 3ms}", "links:", "system:", "defaults:", "storefront", "orders.create",
    "storefront/web.browse", "x_y: 1", "unlimited", "\u{FEFF}", "é", "{{ .Values.x }}", "overlay: x", "topolint: 2",
  ]

  /// Runs of 750 mutations, each with a seed of its own, so that they use all processors.
  static let seeds: [UInt64] = [1, 2, 3, 4]

  @Test(
    "3,000 mutations of an example crash nothing, and every message has a place in the file", .timeLimit(.minutes(1)),
    arguments: seeds)
  func mutations(_ seed: UInt64) throws {
    let original = try Repository.bytes("fixtures/corner-shop/topology.yaml")
    var random = SeededRandom(seed: seed)
    let reader = TopologyReader(technologies: MalformedTests.technologies)
    for _ in 0..<750 {
      var bytes = original
      for _ in 0...random.below(3) { Self.mutate(&bytes, &random) }
      var sources = Sources()
      let input = Reading.input("fuzz.yaml", bytes, &sources)
      let asOverlay = random.below(8) == 0
      let base = asOverlay ? Reading.input("base.yaml", original, &sources) : nil
      let result = base.map { reader.read([$0], overlays: [input]) } ?? reader.read([input])
      check(result, sources, bytes)
    }
  }

  private func check(_ result: ReadResult, _ sources: Sources, _ bytes: [UInt8]) {
    for diagnostic in result.diagnostics {
      let spans = ([diagnostic.primary].compactMap { $0 } + diagnostic.secondary).map(\.span)
      let fits = spans.allSatisfy { $0.start <= $0.end && Int($0.end) <= sources[$0.file].bytes.count }
      guard fits, !diagnostic.message.isEmpty else {
        Issue.record("\(diagnostic) in \(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
    // The model must be usable even where the text was wrong.
    for topology in result.topologies {
      for row in topology.rows(of: .link) { _ = topology.id(of: EntityID(.link, row)) }
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return }
    let position = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes.removeSubrange(position..<min(bytes.count, position + 1 + random.below(12)))
    case 1: bytes.insert(contentsOf: Array(tokens[random.below(tokens.count)].utf8), at: position)
    case 2: bytes[position] = UInt8(truncatingIfNeeded: random.next())
    case 3: bytes.swapAt(position, random.below(bytes.count))
    case 4:
      let end = min(bytes.count, position + 1 + random.below(80))
      bytes.insert(contentsOf: Array(bytes[position..<end]), at: random.below(bytes.count))
    default:
      // A whole word is replaced, so that the YAML often stays sound and the language is what is tried.
      let end = bytes[position...].firstIndex { $0 <= 0x2C || $0 == UInt8(ascii: ":") } ?? bytes.count
      bytes.replaceSubrange(position..<end, with: Array(tokens[random.below(tokens.count)].utf8))
    }
  }
}
