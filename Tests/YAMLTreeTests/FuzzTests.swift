import Pseudorandom
import Diagnostics
import Testing
import YAMLTree

/// Nothing that is fed to the reader makes it crash, hang or return a tree that contradicts itself.
struct FuzzTests {
  private static let seeds = [
    "a: &x {k: [1, 'two', \"th\\u00e9\"], <<: {z: 1}}\nb: *x\nc:\n- |\n  lit\n- >-\n  fold\n  ed\n# topolint: x\nd: ~\n",
    "%TAG !e! tag:e\n---\n!e!x &a\n? key\n: - - nested\n    - é: ü\n---\n'it''s': {{ x }}\n...\n",
    "\u{FEFF}services:\r\n  web: {to: [a, b], <<: *base} # topolint: allow\r\n  db:\r\n    k: \"a\\\r\n      b\"\r\n",
  ]
  private static let pieces = [
    "\n", "  ", "\t", ": ", "- ", "? ", "[", "]", "{", "}", ",", "'", "\"", "|", ">", "&a ", "*a ", "!t ", "!<", "#",
    " #",
    "---\n", "...\n", "%", "<<: *a\n", "\\", "\0", "é", "\u{85}", "\u{2028}", "\u{FEFF}", "\r", "\u{7F}", "~",
    "topolint:",
  ].map { Array($0.utf8) }

  @Test(arguments: 0..<8)
  func mutations(round: Int) {
    var random = SeededRandom(seed: UInt64(round))
    for _ in 0..<2500 {
      let bytes = mutated(&random)
      let stream = read(bytes)
      checkQuickly(stream)
      _ = stream.comments()
      _ = TemplateSniffer.looksLikeTemplate(stream.file, id: stream.id)
    }
  }

  @Test func mutationsKeepTheInvariants() {
    var random = SeededRandom(seed: 99)
    for _ in 0..<1000 { checkInvariants(read(mutated(&random))) }
  }

  private func mutated(_ random: inout SeededRandom) -> [UInt8] {
    var bytes = Array(Self.seeds[random.below(Self.seeds.count)].utf8)
    for _ in 0...random.below(4) {
      let place = random.below(bytes.count + 1)
      switch random.below(4) {
      case 0: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)], at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + random.below(6)))
      case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
      default:
        let end = min(bytes.count, place + random.below(20))
        bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      }
    }
    return bytes
  }

  /// The cheap half of `checkInvariants`: walks everything, expects little.
  private func checkQuickly(_ stream: YAMLStream) {
    var budget = 300
    func walk(_ node: YAMLNode) {
      budget -= 1
      guard budget > 0 else { return }
      if node.isScalar { _ = node.sourceSpan(ofTextRange: 0..<node.text.utf8.count) }
      for item in node.items { walk(item) }
      for entry in node.entries { walk(entry.value) }
    }
    for document in stream.documents { walk(document.root) }
  }
}
