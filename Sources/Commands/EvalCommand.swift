internal import ArgumentParser
internal import Diagnostics
internal import Expressions
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
    let file = SourceFile(path: "<expression>", bytes: Array(expression.utf8))
    let id = run.sources.add(file)
    let query: ModelQuery
    do {
      query = try ModelQuery(expression)
    } catch {
      try run.stop(
        on: error.errors.map { problem in
          .error(
            "expression", problem.message,
            at: Span(file: id, start: UInt32(problem.range.lowerBound), end: UInt32(problem.range.upperBound)),
            helps: problem.help.map { [$0] } ?? [])
        })
      return
    }
    for topology in try run.topologies(paths).topologies {
      Console.write(query.answer(on: topology) + "\n", to: .standardOutput)
    }
  }
}
