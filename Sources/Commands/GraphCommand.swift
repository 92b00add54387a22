internal import ArgumentParser
internal import Frontends
internal import Reports

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "graph", abstract: "Draws the system.")

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions

  @Option(help: "mermaid or json.")
  var format = Format.mermaid

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case mermaid, json
  }

  func run() throws {
    var run = try Run(input, paths: paths)
    let topologies = try run.topologies(paths).topologies
    switch format {
    case .mermaid:
      for topology in topologies { Console.write(GraphMermaid.render(topology), to: .standardOutput) }
    case .json: Console.write(GraphJSON.render(topologies, in: run.context()), to: .standardOutput)
    }
  }
}
