internal import ArgumentParser
internal import Checking
internal import Frontends
internal import Rules

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Computes an expression of the rule language over a topology.",
    discussion: """
      The lists `components services stores queues clients interfaces operations links data_sets workloads`, and `system`, are \
      there; one entity is `component('orders')`.
      Example: topolint eval 'links.filter(l, l.timeout == null).map(l, l.id)' shop.yaml
      """)

  @Argument(help: "The expression.")
  var expression: String

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input. Default: the current folder.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var input: InputOptions

  func run() throws {
    var run = try Run(input, paths: paths)
    let query: ModelQuery
    do {
      query = try ModelQuery.read(
        expression, attributes: run.configuration.attributes, sources: &run.sources)
    } catch {
      return try run.stop(on: error.diagnostics)
    }
    for topology in try run.topologies(paths).topologies {
      Console.write(query.answer(on: topology) + "\n", to: .standardOutput)
    }
  }
}
