public import Diagnostics
public import Topology
public import YAMLTree

/// A file that was read: its tree, and whether anybody asked for it by name.
public struct InputFile: Sendable {
  public var stream: YAMLStream
  /// Named on the command line: then it must be a topology.
  public var isNamed: Bool

  public init(stream: YAMLStream, isNamed: Bool) {
    self.stream = stream
    self.isNamed = isNamed
  }
}

/// What came out of reading.
public struct ReadResult: Sendable {
  /// One for each system, in the order of their first files.
  public var topologies: [Topology]
  public var diagnostics: [Diagnostic]
  /// Messages beyond the limit.
  public var droppedDiagnostics: Int
  /// Whether anything is wrong: then no topology may be reported on as if it were whole.
  public var hasErrors: Bool
  /// Files that are of no known format, in the order read.
  public var skipped: [SourceFile]
  /// Files that were part of a topology.
  public var read: [SourceFile]
}

/// Recognises formats, groups files into systems, and loads them.
public struct TopologyReader: Sendable {
  /// Assumed facts by technology.
  public var technologies: TechnologyTable
  /// Most messages before the rest is only counted.
  public var diagnosticLimit = 200

  public init(technologies: TechnologyTable) { self.technologies = technologies }

  /// Reads files and the overlays on them. Total: every mistake that can be found is in the result.
  public func read(_ files: [InputFile], overlays: [InputFile] = []) -> ReadResult {
    var bag = DiagnosticBag(limit: diagnosticLimit)
    var result = ReadResult(
      topologies: [], diagnostics: [], droppedDiagnostics: 0, hasErrors: false, skipped: [], read: [])
    var documents: [NativeDocument] = []
    for file in files {
      let natives = Recognition.natives(in: file, into: &bag)
      for overlay in natives where overlay.isOverlay && file.isNamed { bag.add(Self.notATopology(overlay)) }
      let found = natives.filter { !$0.isOverlay }
      if found.isEmpty { result.skipped.append(file.stream.file) } else { result.read.append(file.stream.file) }
      documents += found
    }
    let overlayDocuments = overlays.flatMap { Recognition.natives(in: $0, into: &bag) }
    let groups = grouped(documents, into: &bag)
    for overlay in overlayDocuments {
      if let problem = Self.strayOverlay(overlay, among: groups.compactMap(\.system)) { bag.add(problem) }
    }
    for group in groups {
      let mine = overlayDocuments.filter { $0.system == nil || $0.system == group.system }
      let loaded = NativeLoader.load(
        group.documents, overlays: mine, technologies: technologies, system: group.system, into: bag)
      bag = loaded.bag
      result.topologies.append(loaded.topology)
    }
    result.diagnostics = bag.sorted()
    result.droppedDiagnostics = bag.dropped
    result.hasErrors = bag.hasErrors
    return result
  }

  private static func notATopology(_ overlay: NativeDocument) -> Diagnostic {
    .error(
      "overlay", "the file is an overlay, not a topology of its own", at: overlay.document.root.firstKey,
      helps: ["name the topology, and the file with `--overlay`"])
  }

  private static func strayOverlay(_ overlay: NativeDocument, among systems: [String]) -> Diagnostic? {
    guard let system = overlay.system, !systems.isEmpty, !systems.contains(system) else { return nil }
    let names = systems.map { "`\($0)`" }.joined(separator: ", ")
    return .error(
      "dangling-reference", "the overlay is for `\(system)`, but the topology is of \(names)",
      at: overlay.document.root.entry("system")?.value.place,
      helps: ["name the system that it changes, or leave `system` out"])
  }

  private struct Group {
    var system: String?
    var documents: [NativeDocument]
  }

  /// Files with an equal or absent `system` name form one topology.
  private func grouped(_ documents: [NativeDocument], into bag: inout DiagnosticBag) -> [Group] {
    var groups: [Group] = []
    for document in documents where document.system != nil {
      if let index = groups.firstIndex(where: { $0.system == document.system }) {
        groups[index].documents.append(document)
      } else {
        groups.append(Group(system: document.system, documents: [document]))
      }
    }
    let nameless = documents.filter { $0.system == nil }
    guard groups.count > 1, let first = nameless.first else {
      if groups.isEmpty { return nameless.isEmpty ? [] : [Group(system: nil, documents: documents)] }
      // File order decides which of two definitions came first.
      if groups.count == 1 { groups[0].documents = documents }
      return groups
    }
    let names = groups.compactMap(\.system).map { "`\($0)`" }.joined(separator: ", ")
    bag.add(
      .error(
        "nameless-system", "the file names no system, and there are several: \(names)",
        at: first.document.root.firstKey,
        helps: ["add `system: <name>` to the file, or check the systems one by one"]))
    return groups
  }
}

extension YAMLNode {
  /// The first key of a map, for messages about the document as a whole.
  var firstKey: Span { entries.first?.key.place ?? place }
}

extension TopologyReader {
  /// Reads a model from a text that needs no `topolint: 1`, such as an example of a rule file.
  public func read(example text: String, named name: String) -> ReadResult {
    var sources = Sources()
    let file = SourceFile(path: name, bytes: Array(text.utf8))
    let stream = YAMLReader.read(file, id: sources.add(file))
    var bag = DiagnosticBag(limit: diagnosticLimit)
    bag.add(contentsOf: stream.diagnostics)
    let documents = stream.documents.map(NativeDocument.init(example:))
    let loaded = NativeLoader.load(
      documents, overlays: [], technologies: technologies, system: documents.first?.system, into: bag)
    return ReadResult(
      topologies: [loaded.topology], diagnostics: loaded.bag.sorted(), droppedDiagnostics: loaded.bag.dropped,
      hasErrors: loaded.bag.hasErrors, skipped: [], read: [file])
  }
}
