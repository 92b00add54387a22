internal import ArgumentParser
internal import Checking
internal import Diagnostics
internal import Frontends
internal import Reports
internal import Rules

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Decides the rules over topologies (the default command).")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions
  @OptionGroup var ruleOptions: RuleOptions

  @Option(help: "text, concise, json, sarif or markdown.")
  var format = CheckFormat.text

  @Option(help: ArgumentHelp("Writes a report to a file too. May be repeated.", valueName: "format=file"))
  var output: [String] = []

  @Option(help: "The lowest severity that makes the exit status 1: error, warning, note or never. Default: error.")
  var failOn: FailOn?

  @Option(help: ArgumentHelp("An earlier JSON report; its findings are not reported again.", valueName: "file"))
  var baseline: String?

  @Flag(help: "Fail where a verdict cannot be reached.")
  var strictUnknown = false

  @Flag(help: "Show all findings and questions, not only the first.")
  var all = false

  @Option(help: ArgumentHelp("What SARIF holds beside failures: open, pass, allowed.", valueName: "kinds"))
  var sarifInclude: String?

  func run() throws {
    let outputs = try output.map(OutputFile<CheckFormat>.init)
    let include = try SARIFSelection.parse(sarifInclude)
    var run = try Run(input, paths: paths)
    let outcome = try run.check(paths, options: self)
    let reports = CheckReports(run: run, outcome: outcome, showsAll: all, include: include)
    for output in outputs { try output.write(reports.render(output.format)) }
    Console.write(reports.render(format), to: .standardOutput)
    if format != .text { run.say(outcome.result.diagnostics) }
    for fault in outcome.result.faults {
      run.complain("the rule `\(fault.rule)` could not be decided on `\(fault.subjectID)`: \(fault.message)")
    }
    if !outcome.result.faults.isEmpty { throw ExitStatus.fault }
    if outcome.result.fails(outcome.configuration) { throw ExitStatus.findings }
  }
}

/// The formats of `check`.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, concise, json, sarif, markdown
}

/// `--sarif-include open,pass,allowed`.
enum SARIFSelection {
  static func parse(_ text: String?) throws -> Set<SARIFRecord> {
    var records: Set<SARIFRecord> = []
    for word in (text ?? "").split(separator: ",") {
      guard let record = SARIFRecord(rawValue: String(word)) else {
        throw UsageError("`\(word)` is none of \(SARIFRecord.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      records.insert(record)
    }
    return records
  }
}

/// The reports of one check.
private struct CheckReports {
  let run: Run
  let outcome: Run.CheckOutcome
  let showsAll: Bool
  let include: Set<SARIFRecord>

  func render(_ format: CheckFormat) -> String {
    let context = run.context(showsAll: showsAll)
    let (result, changes) = (outcome.result, outcome.differences)
    return switch format {
    case .text: TextReport.render(result, changes: changes, in: context)
    case .concise: ConciseReport.render(result, in: context)
    case .json: JSONReport.render(result, changes: changes, in: context)
    case .sarif: SARIFReport.render(result, include: include, in: context)
    case .markdown: MarkdownReport.render(result, changes: changes, in: context)
    }
  }
}
