internal import Analysis
internal import Checking
internal import Diagnostics
internal import Rules

/// The ways to mend a finding, each tried on the model, with the number under which it can be applied.
struct FixBlocks {
  let finding: Finding
  let model: ModelView

  private static let mostShown = 5

  func blocks() -> [Explanation.Block] {
    guard !finding.fixes.isEmpty else { return [] }
    let trial = ChangeTrial(model)
    return Parallel.map(finding.fixes.count) { index -> [Explanation.Block] in
      let fix = finding.fixes[index]
      return [.paragraph("\(index + 1). \(fix.say)")] + change(fix) + effect(fix, trial)
    }.flatMap(\.self)
  }

  private func change(_ fix: Fix) -> [Explanation.Block] {
    guard !fix.edits.isEmpty else { return [] }
    let texts = fix.edits.map { "# \($0.subjectID)\n\(RuleWords.bare($0.change))" }
    return [.code(texts.joined(separator: "\n"), language: "yaml")]
  }

  private func effect(_ fix: Fix, _ trial: ChangeTrial) -> [Explanation.Block] {
    guard !fix.edits.isEmpty else { return [] }
    guard let difference = trial.difference(after: fix.edits) else {
      return [.list(["tried: it is not possible in this model"])]
    }
    let clears = difference.cleared.contains { $0.identity == finding.identity }
    var lines = [clears ? "tried: it clears the finding" : "tried: alone it does not clear the finding"]
    lines += names(difference.cleared.filter { $0.identity != finding.identity }, "it also clears")
    lines += names(difference.raised, "it raises")
    if difference.raised.isEmpty, clears { lines[0] += " and raises none" }
    lines += difference.figures.map { change in
      let (before, after) = (
        FigureText.text(change.before, change.figure.unit), FigureText.text(change.after, change.figure.unit)
      )
      return "`\(change.subjectID).\(change.figure.name)`: \(before) before, \(after) after"
    }
    return [.list(lines)]
  }

  private func names(_ findings: [Finding], _ verb: String) -> [String] {
    let rest = findings.count - Self.mostShown
    return findings.prefix(Self.mostShown).map { "\(verb) \($0.severity.word)[\($0.rule)] on `\($0.subjectID)`" }
      + (rest > 0 ? ["\(verb) \(rest) more"] : [])
  }
}
