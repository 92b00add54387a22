import Foundation
import Testing

/// Every suggestion that is a plain edit of a file, made in a copy of the fixtures, clears its finding.
struct SuggestionTests {
  static let fixtures = ["corner-shop", "payments", "sock-shop"]

  @Test(arguments: fixtures)
  func appliedSuggestionsClearTheirFindings(fixture: String) throws {
    let report = try Program.run(["check", "--format", "json", "fixtures/\(fixture)"])
    let findings = try #require(try ids(report.output))
    #expect(!findings.isEmpty)
    for id in findings {
      let numbers = try plainSuggestions(of: id, fixture)
      for number in numbers.prefix(2) {
        let copy = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: copy) }
        try FileManager.default.copyItem(at: Program.root.appending(path: "fixtures/\(fixture)"), to: copy)
        let applied = try Program.run(["explain", id, ".", "--apply", String(number)], in: copy)
        #expect(applied.status == 0, "\(applied.errors)")
        let after = try Program.run(["check", "--format", "json", "."], in: copy)
        #expect(after.status <= 1, "\(id), suggestion \(number): \(after.errors)")
        let left = try #require(try ids(after.output))
        #expect(!left.contains(id), "\(id), suggestion \(number) does not clear it")
      }
    }
  }

  /// The numbers of suggestions that `explain` says clear the finding and that are edits of a file.
  private func plainSuggestions(of id: String, _ fixture: String) throws -> [Int] {
    let patches = try Program.run(["explain", id, "fixtures/\(fixture)", "--diff"]).output
    let words = try Program.run(["explain", id, "fixtures/\(fixture)"]).output
    let plain = Set(numbers(patches, mark: "# ").filter { !$0.text.contains("# no plain edit") }.map(\.number))
    let clearing = numbers(words, mark: "  ").filter { $0.text.contains("tried: it clears the finding") }.map(\.number)
    return clearing.filter(plain.contains)
  }

  /// Numbered pieces of a text: the number, and what stands up to the next.
  private func numbers(_ text: String, mark: String) -> [(number: Int, text: String)] {
    var pieces: [(number: Int, text: String)] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(mark), let number = Int(line.dropFirst(mark.count).prefix { $0.isNumber }),
        line.dropFirst(mark.count + String(number).count).hasPrefix(". ")
      {
        pieces.append((number, ""))
      } else if !pieces.isEmpty {
        pieces[pieces.count - 1].text += line + "\n"
      }
    }
    return pieces
  }

  private func ids(_ json: String) throws -> [String]? {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return (value?["findings"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
  }
}
