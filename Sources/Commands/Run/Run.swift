internal import BuiltinRules
internal import Checking
internal import Diagnostics
internal import Frontends
internal import Reports
internal import Rules
internal import Topology
internal import YAMLTree

/// One run of the tool: configuration, rules and inputs, read in that order. Messages go to standard error; the first
/// stage that fails ends the run.
struct Run {
  var sources = Sources()
  var configuration = Configuration()
  var technologies = TechnologyTable()
  var streams: [YAMLStream] = []
  /// The models as they were before `--set`; empty without any.
  private(set) var beforeSets: [Topology] = []
  /// Whether messages are kept to itself, where a failure is no concern of anybody's.
  private var isMute = false
  let options: InputOptions
  private var configurationStream: YAMLStream?
  private var configurationFolder = "."

  init(_ options: InputOptions, paths: [String]) throws {
    self.options = options
    try readConfiguration(paths: paths)
    try readTechnologies()
  }

  // MARK: Configuration

  private mutating func readConfiguration(paths: [String]) throws {
    guard let path = options.config ?? ConfigurationFile.find(from: paths.first ?? ".") else { return }
    let stream = try read(path)
    configurationFolder = Paths.parent(of: path)
    configurationStream = stream
    let (read, problems) = ConfigurationReader.read(stream)
    configuration = read
    try stop(on: problems)
  }

  private mutating func readTechnologies() throws {
    let builtin = BuiltinRules.technologies
    try addTechnologies(SourceFile(path: builtin.path, bytes: Array(builtin.text.utf8)))
    for path in configuration.technologyPaths {
      try addTechnologies(load(Paths.join(configurationFolder, path)))
    }
  }

  private mutating func addTechnologies(_ file: SourceFile) throws {
    let stream = YAMLReader.read(file, id: sources.add(file))
    let problems = stream.diagnostics + stream.documents.flatMap { technologies.add($0) }
    try stop(on: problems)
  }

  // MARK: Rules

  /// The built-in rules and those of the configuration.
  mutating func rules() throws -> RuleLibrary {
    var texts = BuiltinRules.rules.map { RuleText(path: "rules/\($0.path)", text: $0.text, isBuiltin: true) }
    for path in configuration.rulePaths { texts += try RuleFiles.texts(under: Paths.join(configurationFolder, path)) }
    let parameters = ParameterSettings.resolve(configuration, for: texts)
    try stop(on: parameters.problems)
    let library = RuleLibrary(
      texts, parameters: parameters.values, attributes: configuration.attributes, trustsBuiltins: true,
      sources: &sources)
    try stop(on: library.diagnostics)
    if let configurationStream {
      try stop(on: ConfigurationReader.unknownRules(configurationStream, known: library.rules.map { RuleName($0) }))
    }
    return library
  }

  // MARK: Inputs

  /// Reads the topologies under the paths; never returns a part of what was meant.
  mutating func topologies(_ paths: [String]) throws -> ReadResult {
    var discovery = Discovery()
    for path in paths.isEmpty ? ["."] : paths { discovery.add(path) }
    let overlayed = Set(options.overlay.map { Paths.absolute($0, from: FileSystem.currentFolder) })
    let found = discovery.found.filter { !overlayed.contains(Paths.absolute($0.path, from: FileSystem.currentFolder)) }
    for failure in discovery.failures { complain("cannot read `\(failure.path)`: \(failure.reason)") }
    guard discovery.failures.isEmpty else { throw ExitStatus.invalidInput }
    let inputs = try found.map { InputFile(stream: try read($0.path), isNamed: $0.isNamed) }
    let overlays = try options.overlay.map { InputFile(stream: try read($0), isNamed: true) }
    streams = (inputs + overlays).map(\.stream)
    var result = TopologyReader(technologies: technologies).read(inputs, overlays: overlays)
    try stop(on: result.diagnostics, dropped: result.droppedDiagnostics)
    sayWhatWasRead(result)
    guard !result.topologies.isEmpty else {
      complain(
        "nothing was read: no file under \((paths.isEmpty ? ["."] : paths).map { "`\($0)`" }.joined(separator: ", ")) is a topology",
        help: "a topology is a YAML file with `topolint: 1` at the top")
      throw ExitStatus.invalidInput
    }
    try declareAttributes(in: &result)
    if !options.sets.isEmpty { beforeSets = result.topologies }
    try apply(options.sets, to: &result)
    return result
  }

  private func declareAttributes(in result: inout ReadResult) throws {
    for index in result.topologies.indices { result.topologies[index].customAttributes = configuration.attributes }
    try stop(on: result.topologies.flatMap(AttributeValues.problems))
  }

  /// Nothing is passed over in silence: the files by name with `--verbose`, else their number.
  private func sayWhatWasRead(_ result: ReadResult) {
    var text = ""
    if options.verbose {
      text += "read \(counted(result.read.count))\n" + result.read.map { "  \($0.path)\n" }.joined()
      text += "passed over \(counted(result.skipped.count))\n" + result.skipped.map { "  \($0.path)\n" }.joined()
    } else if !result.skipped.isEmpty, !options.quiet, !result.topologies.isEmpty {
      text =
        "passed over \(counted(result.skipped.count)) that describe no topology of their own; --verbose names them\n"
    }
    tell(text)
  }

  private func counted(_ files: Int) -> String { files == 1 ? "1 file" : "\(files) files" }

  private mutating func apply(_ sets: [String], to result: inout ReadResult) throws {
    for text in sets {
      var problem: Diagnostic?
      for index in result.topologies.indices {
        do {
          let setting = try FactSetting(text, in: result.topologies[index], sources: &sources)
          result.topologies[index] = try setting.applied(to: result.topologies[index], sources: &sources)
          problem = nil
          break
        } catch {
          problem = problem ?? error.diagnostic
        }
      }
      if let problem { try stop(on: [problem]) }
    }
  }

  // MARK: Files

  private func load(_ path: String) throws -> SourceFile {
    do {
      let bytes = try FileSystem.read(path, limit: YAMLLimits().maxBytes)
      return SourceFile(path: Paths.shown(path, from: FileSystem.currentFolder), bytes: bytes)
    } catch {
      complain("cannot read `\(path)`: \(error.reason)")
      throw ExitStatus.invalidInput
    }
  }

  private mutating func read(_ path: String) throws -> YAMLStream {
    let file = try load(path)
    return YAMLReader.read(file, id: sources.add(file))
  }

  // MARK: Reports

  /// What every report is given.
  func context(showsAll: Bool = false) -> ReportContext {
    ReportContext(
      sources: sources, toolVersion: Version.current, style: style,
      detail: options.quiet ? .quiet : options.verbose ? .verbose : .normal, showsAll: showsAll)
  }

  /// The same for sources that have grown since.
  func context(over sources: Sources) -> ReportContext {
    var context = context()
    context.sources = sources
    return context
  }

  // MARK: Messages

  /// Does something that may fail without a word.
  mutating func quietly<T>(_ body: (inout Run) throws -> T) rethrows -> T {
    isMute = true
    defer { isMute = false }
    return try body(&self)
  }

  var style: RenderStyle { style(for: .standardOutput) }

  func style(for stream: Console.Stream) -> RenderStyle {
    RenderStyle(color: options.color.isOn(for: stream), width: Console.width(of: stream))
  }

  /// Prints messages; ends the run if there is an error among them.
  func stop(on diagnostics: [Diagnostic], dropped: Int = 0) throws {
    say(diagnostics)
    let errors = diagnostics.filter { $0.severity == .error }.count + dropped
    guard errors > 0 else { return }
    let more = dropped > 0 ? ", \(dropped) of them not shown" : ""
    tell("\(errors) \(errors == 1 ? "mistake" : "mistakes") in the input\(more); nothing was checked\n")
    throw ExitStatus.invalidInput
  }

  func say(_ diagnostics: [Diagnostic]) {
    let renderer = DiagnosticRenderer(sources: sources, style: style(for: .standardError))
    for diagnostic in diagnostics { tell(renderer.render(diagnostic) + "\n") }
  }

  private func tell(_ text: String) { if !isMute { Console.write(text, to: .standardError) } }

  func complain(_ message: String, help: String? = nil) {
    say([Diagnostic(.error, "input", message, helps: help.map { [$0] } ?? [])])
  }
}
