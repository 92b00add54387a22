import Testing

@testable import Reports

@Suite struct JSONTextTests {
  @Test func escapes() {
    let value: JSONText = ["a\"b\\": "line\nbreak\ttab\u{1}\u{7F}é"]
    #expect(value.renderedInline() == #"{"a\"b\\": "line\nbreak\ttab\u0001\u007fé"}"#)
  }

  @Test(arguments: [
    (0.1, "0.1"), (120, "120"), (1.25e-5, "0.0000125"), (-3.25e-7, "-0.000000325"), (1e20, "100000000000000000000"),
    (1.5e17, "150000000000000000"), (33.75, "33.75"), (.infinity, "null"), (.nan, "null"), (1e-12, "1e-12"),
  ])
  func numbers(value: Double, text: String) {
    #expect(JSONText.number(value).renderedInline() == text)
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test func longCollectionsAreBroken() {
    let short: JSONText = ["a": [1, 2], "b": nil]
    #expect(short.rendered() == "{\"a\": [1, 2], \"b\": null}\n")
    let long: JSONText = ["key": .string(String(repeating: "x", count: 100)), "list": [], "deep": [["a": [1]]]]
    #expect(
      long.rendered() == """
        {
          "key": "\(String(repeating: "x", count: 100))",
          "list": [],
          "deep": [
            {"a": [1]}
          ]
        }

        """)
  }
}
