internal import Analysis
internal import ArgumentParser
internal import Frontends
internal import Reports
internal import Simulation

struct CapacityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "Says what the system carries: load, bottleneck, largest rate, response times.")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions

  @Option(help: "text, json, markdown, html or csv.")
  var format: CapacityFormat?

  @Flag(help: "The same as --format csv.")
  var csv = false

  @Option(
    help: ArgumentHelp(
      "Writes a report to a file too; pictures of a Markdown report stand beside it. May be repeated.",
      valueName: "format=file"))
  var output: [String] = []

  @Flag(help: "Show all components, not only those that matter most.")
  var all = false

  @Flag(help: "Simulate the system too, and say where computed figures are not confirmed.")
  var simulate = false

  @Flag(
    help: ArgumentHelp(
      "With --simulate: let replicas fail and be repaired by their `mtbf` and `mttr`.",
      discussion: "Runs are seconds to minutes long: what fails once in a month hardly shows."))
  var simulateFailures = false

  @Option(
    help: ArgumentHelp(
      "Starts the random numbers of ranges and of the simulation; equal seeds give equal answers.",
      valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("The day that runways are counted from. Default: today.", valueName: "date"))
  var today: String?

  func validate() throws {
    if csv, let format, format != .csv {
      throw UsageError("`--csv` and `--format \(format.rawValue)` exclude each other")
    }
    if simulateFailures, !simulate { throw UsageError("`--simulate-failures` needs `--simulate`") }
  }

  func run() throws {
    let outputs = try output.map(OutputFile<CapacityFormat>.init)
    var run = try Run(input, paths: paths)
    let analyses = try run.topologies(paths).topologies.map { CapacityAnalysis(of: $0) }
    let before = run.beforeSets.map { CapacityAnalysis(of: $0) }
    let today = try Run.day(today)
    let systems = analyses.enumerated().map { index, analysis in
      CapacityReport(
        analysis, before: before.indices.contains(index) ? before[index] : nil,
        uncertainty: UncertaintyAnalysis(of: analysis, seed: seed ?? UncertaintyAnalysis.defaultSeed),
        witness: witness(of: analysis), today: today)
    }
    let reports = CapacityReports(systems: systems, context: run.context(showsAll: all))
    for output in outputs { try reports.write(output) }
    Console.write(reports.render(csv ? .csv : format ?? .text), to: .standardOutput)
    // Where a loop feeds itself there is no load that could be carried.
    if analyses.contains(where: { !$0.loops.isEmpty }) { throw ExitStatus.findings }
  }
}

extension CapacityCommand {
  private func witness(of analysis: CapacityAnalysis) -> Witness? {
    guard simulate else { return nil }
    var options = SimulationOptions()
    if let seed { options.seed = seed }
    options.breaksReplicas = simulateFailures
    return Witness(of: analysis.topology, options)
  }
}

/// The formats of `capacity`.
enum CapacityFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown, html, csv
}

/// The reports of one answer.
private struct CapacityReports {
  let systems: [CapacityReport]
  let context: ReportContext

  func render(_ format: CapacityFormat, pictures: [CapacityPicture]? = nil) -> String {
    switch format {
    case .text: CapacityText.render(systems, in: context)
    case .json: CapacityJSON.render(systems, in: context)
    case .markdown: CapacityMarkdown.render(systems, pictures: pictures, in: context)
    case .html: CapacityHTML.render(systems, in: context)
    case .csv: CapacityCSV.render(systems)
    }
  }

  func write(_ output: OutputFile<CapacityFormat>) throws {
    guard output.format == .markdown else { return try output.write(render(output.format)) }
    let pictures = CapacityPicture.all(systems, prefix: Paths.stem(of: output.path))
    for picture in pictures {
      let file = Paths.join(Paths.parent(of: output.path), picture.fileName)
      try OutputFile(format: output.format, path: file).write(picture.svg)
    }
    try output.write(render(.markdown, pictures: pictures))
  }
}
