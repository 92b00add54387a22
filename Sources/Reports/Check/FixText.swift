import Rules

/// Suggested changes in words.
enum FixText {
  /// The fixes worth showing: those that were tried in vain only where there is nothing else.
  static func shown(_ finding: Finding) -> [Fix] {
    let hopeful = finding.fixes.filter { $0.isProven != false }
    return hopeful.isEmpty ? finding.fixes : hopeful
  }

  /// One line: what to do and, where it is an edit, what to state where.
  static func line(_ fix: Fix) -> String {
    let say = Words.lowerFirst(Words.line(fix.say))
    let edit = fix.edits.isEmpty ? "" : ": " + edits(fix)
    return say + edit + (fix.isProven == true ? " (clears it)" : "")
  }

  /// `state X on A and B`, for each change once.
  private static func edits(_ fix: Fix) -> String {
    var changes: [(change: String, subjects: [String])] = []
    for edit in fix.edits {
      if let index = changes.firstIndex(where: { $0.change == edit.change }) {
        changes[index].subjects.append(edit.subjectID)
      } else {
        changes.append((edit.change, [edit.subjectID]))
      }
    }
    return changes.map { "state \(Words.code(bare($0.change))) on \(subjects($0.subjects))" }.joined(separator: "; ")
  }

  private static func subjects(_ ids: [String]) -> String {
    let shown = ids.prefix(3).map(Words.code)
    return ids.count > 3 ? shown.joined(separator: ", ") + " and \(ids.count - 3) more" : Words.list(Array(shown))
  }

  /// A flow map as it is written among the other facts of an entity: without its braces.
  private static func bare(_ change: String) -> String {
    change.hasPrefix("{") && change.hasSuffix("}") ? String(change.dropFirst().dropLast()) : change
  }
}
