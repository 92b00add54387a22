import Testing

@testable import Diagnostics

/// What somebody probably meant.
struct SuggestionTests {
  @Test(arguments: [
    ("delivry", "delivery"), ("deliveyr", "delivery"), ("max-attempts", "max_attempts"), ("TIMEOUT", "timeout"),
    ("tmeout", "timeout"),
  ])
  func slipsOfTheFingers(word: String, meant: String) {
    #expect(Suggestion.nearest(to: word, among: ["delivery", "max_attempts", "timeout"]) == meant)
  }

  @Test func whatIsFarIsNotMeant() {
    #expect(Suggestion.nearest(to: "owner", among: ["delivery", "timeout"]) == nil)
    #expect(Suggestion.nearest(to: "abc", among: []) == nil)
  }

  @Test func tiesGoToTheFirst() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "car", "can"]) == "bat")
  }

  /// The whole table, row by row (optimal string alignment).
  private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          table[i][j] = max(i, j)
          continue
        }
        let same = a[i - 1] == b[j - 1] ? 0 : 1
        table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + same)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test("the nearest of many words is the one that the whole table finds")
  func againstTheWholeTable() {
    var state: UInt64 = 7
    func random(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    func word() -> String { String(decoding: (0..<random(9)).map { _ in UInt8(97 + random(4)) }, as: UTF8.self) }
    for _ in 0..<600 {
      let wanted = word()
      let candidates = (0..<6).map { _ in word() }
      let limit = max(1, wanted.utf8.count / 3)
      let distances = candidates.map { distance(Array(wanted.utf8), Array($0.utf8)) }
      let least = distances.min() ?? .max
      let expected = least <= limit ? candidates[distances.firstIndex(of: least) ?? 0] : nil
      #expect(Suggestion.nearest(to: wanted, among: candidates) == expected, "\(wanted) among \(candidates)")
      for (candidate, distance) in zip(candidates, distances) {
        #expect(Suggestion.editDistance(Array(wanted.utf8), Array(candidate.utf8)) == distance)
      }
    }
  }
}
