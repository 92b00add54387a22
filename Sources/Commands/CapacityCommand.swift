internal import Analysis
internal import ArgumentParser
internal import Frontends
internal import Reports

struct CapacityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "Says what the system carries: load, bottleneck, largest rate, response times.")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions

  @Option(help: "text, json or markdown.")
  var format = Format.text

  @Flag(help: "Show all components, not only those that matter most.")
  var all = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  func run() throws {
    var run = try Run(input, paths: paths)
    let analyses = try run.topologies(paths).topologies.map { CapacityAnalysis(of: $0) }
    let context = run.context(showsAll: all)
    let text =
      switch format {
      case .text: CapacityText.render(analyses, in: context)
      case .json: CapacityJSON.render(analyses, in: context)
      case .markdown: CapacityMarkdown.render(analyses, in: context)
      }
    Console.write(text, to: .standardOutput)
  }
}
