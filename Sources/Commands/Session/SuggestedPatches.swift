internal import Checking
internal import Diagnostics
internal import Frontends
internal import Rules
internal import YAMLTree

/// The suggested changes of a finding as edits of the user's files, by their number in the explanation.
struct SuggestedPatches {
  /// In the order of the explanation; `nil` where a suggestion is words, or no plain edit.
  private let suggestions: [(say: String, edits: [TextEdit]?)]

  /// - Parameter id: At least eight digits of the finding's identity.
  init?(_ id: String, _ report: SystemReport, _ streams: [YAMLStream]) {
    let findings = report.findings + report.allowed.map(\.finding) + report.known
    guard id.utf8.count >= 8, let finding = findings.first(where: { $0.identity.hasPrefix(id.lowercased()) }) else {
      return nil
    }
    let patch = FactPatch(report.topology, streams: streams)
    suggestions = finding.fixes.map { fix in (fix.say, fix.edits.isEmpty ? nil : Self.edits(fix, patch)) }
  }

  private static func edits(_ fix: Fix, _ patch: FactPatch) -> [TextEdit]? {
    var edits: [TextEdit] = []
    for edit in fix.edits {
      guard let own = try? patch.apply(edit.change, to: edit.subject) else { return nil }
      edits += own
    }
    return TextEdit.merged(edits)
  }

  /// The patches one after the other, each below a line that names it; tools that read patches pass such lines over.
  func text(_ sources: Sources) -> String {
    let parts = suggestions.enumerated().map { index, item in
      let head = "# \(index + 1). \(item.say)\n"
      guard let edits = item.edits else { return head + "# no plain edit of a file\n" }
      return head + Patch(edits, sources: sources).text
    }
    return parts.joined(separator: "\n")
  }

  /// The patch of a number, counted from one.
  func patch(_ number: Int, _ sources: Sources) throws -> Patch {
    guard suggestions.indices.contains(number - 1) else {
      throw UsageError("there is no suggestion \(number); the finding has \(suggestions.count)")
    }
    guard let edits = suggestions[number - 1].edits else {
      throw UsageError("suggestion \(number) is no plain edit of a file; `topolint explain` says what to do")
    }
    return Patch(edits, sources: sources)
  }
}
