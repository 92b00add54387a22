import Expressions
import Testing

/// Nothing that somebody may type makes the program stop.
@Suite("any text")
struct FuzzTests {
  static let tokens = [
    "q", ".", "delivery", "consumers", "rate", "==", "!=", "<", "'at-least-once'", "(", ")", "[", "]", "{", "}", ",",
    ":",
    "?", "&&", "||", "!", "-", "+", "*", "/", "%", "1", "0", "2.5", "3u", "'a'", "b'\\xff'", "null", "true", "in",
    "exists",
    "l", "map", "filter", "sum", "()", "(l, ", "has(", "size(", "timestamp('2020-01-01T00:00:00Z')", "duration('1h')",
    "quantity('5ms')", ".?", "[?", "`a-b`", "math.greatest(", "cel.bind(x, ", "optional.of(", "'%s'.format(", "\"", "'",
    "\\",
    "é", "9223372036854775807", "-9223372036854775808", "string(", "int(", "matches('(a|b)*')", "${", "$${", "// c",
    "\n",
  ]

  @Test("random tokens are checked, evaluated and traced, or refused", arguments: [11, 12, 13] as [UInt64])
  func randomTokens(seed: UInt64) {
    var random = Random(seed: seed &* 0xD1B5_4A32_D192_ED03)
    let source = RuleModeTests.source()
    let variables = [Value.object(ToySource.queue), .list([])]
    for _ in 0..<1500 {
      let text = (0...random.next(12)).map { _ in random.pick(Self.tokens) }.joined(separator: random.pick(["", " "]))
      if let checked = try? Toy.environment.check(text) {
        _ = checked.compile().evaluate(source, variables: variables)
        _ = decidingReads(checked.compile().trace(source, variables: variables))
        _ = checked.mutations()
      }
      let standard = Environment(mode: .standard)
      _ = (try? standard.check(text))?.compile().evaluate(EmptySource())
      _ = (try? standard.resolveUnchecked(text))?.compile().evaluate(EmptySource())
      _ = (try? Toy.environment.checkTemplate(text))?.compile().render(source, variables: variables)
    }
  }

  @Test("errors lie within the text")
  func ranges() {
    var random = Random(seed: 7)
    for _ in 0..<2000 {
      let text = (0...random.next(8)).map { _ in random.pick(Self.tokens) }.joined(separator: " ")
      do throws(ExpressionErrors) {
        _ = try Toy.environment.check(text)
      } catch {
        for one in error.errors {
          #expect(one.range.lowerBound >= 0 && one.range.upperBound <= text.utf8.count, "\(text)")
        }
      }
    }
  }
}
